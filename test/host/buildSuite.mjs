// Bundles the suite that runs inside the extension host. Both runners use it.
import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Builds test/host/index.ts and returns the path of the CommonJS bundle. */
export async function buildSuite() {
  const outfile = join(here, '../../out/host/index.cjs');
  await build({
    entryPoints: [join(here, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
