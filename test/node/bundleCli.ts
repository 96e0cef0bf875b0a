import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { VERSION } from './version';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of the command line, bundled. */
    cli: string;
  }
}

const entry = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Bundles the command line, once for all tests that run it. @returns what removes it again */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'ecm-cli-'));
  const outfile = join(folder, 'cli.mjs');
  const require = 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);';
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
    // As in esbuild.mjs.
    define: {
      'process.env.ELASTICACHE_MIGRATOR_VERSION': JSON.stringify(VERSION),
      'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"',
    },
    banner: { js: require },
  });
  project.provide('cli', outfile);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
