import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageExtension, packagedFiles } from './packageExtension';

const root = join(import.meta.dirname, '..', '..');
const KB = 1024;

const golden = join(import.meta.dirname, 'contents.golden.txt');

let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension();
});

describe('the package that users get', () => {
  it('holds exactly the files of the golden list', async () => {
    const files = await packagedFiles();
    expect(files.sort()).toEqual((await readFile(golden, 'utf8')).trim().split('\n').sort());
  });

  it('is at most 1.5 MB', async () => {
    expect((await stat(vsix)).size).toBeLessThanOrEqual(1.5 * KB * KB);
  });

  it('activates with at most 150 KB of code', async () => {
    expect((await stat(join(root, 'dist', 'extension.cjs'))).size).toBeLessThanOrEqual(150 * KB);
  });

  it('copies in a thread of at most 105 KB, which shares the bundle of ioredis', async () => {
    expect((await stat(join(root, 'dist', 'copyWorker.cjs'))).size).toBeLessThanOrEqual(105 * KB);
    const inputs = await inputsOf('dist/copyWorker.cjs');
    expect(inputs.filter((input) => /node_modules|src\/(redis|aws|app)\//.test(input))).toEqual([]);
    expect(await readFile(join(root, 'dist', 'copyWorker.cjs'), 'utf8')).toContain('"./redis.cjs"');
  });

  it('activates without ioredis and without the AWS SDK', async () => {
    const inputs = await inputsOf('dist/extension.cjs');
    expect(inputs.filter((input) => /node_modules|src\/(redis|aws)\//.test(input))).toEqual([]);
  });

  it('knows redis.conf in a browser, by at most 250 KB that need nothing of node', async () => {
    expect((await stat(join(root, 'dist', 'browser.js'))).size).toBeLessThanOrEqual(250 * KB);
    const inputs = await inputsOf('dist/browser.js');
    expect(inputs.filter((input) => /node_modules|src\/(redis|aws|node)\//.test(input))).toEqual([]);
    const text = await readFile(join(root, 'dist', 'browser.js'), 'utf8');
    expect(new Set([...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name))).toEqual(
      new Set(['vscode']),
    );
    expect(text).not.toMatch(/\bBuffer\b|\bprocess\./);
  });

  it('loads what it knows of redis.conf, and the rules of a check, when they are needed only', async () => {
    const inputs = await inputsOf('dist/extension.cjs');
    expect(inputs.filter((input) => /core\/conf\/|core\/rules\/(conf|check|registry)/.test(input))).toEqual(
      [],
    );
  });

  it('loads the page of a migration when the first is opened only, and by at most 130 KB', async () => {
    const inputs = await inputsOf('dist/extension.cjs');
    expect(inputs.filter((input) => input.includes('app/panel/wizard/'))).toEqual([]);
    expect((await stat(join(root, 'dist', 'wizard.cjs'))).size).toBeLessThanOrEqual(130 * KB);
    const ofWizard = await inputsOf('dist/wizard.cjs');
    expect(ofWizard.filter((input) => /node_modules|src\/(redis|aws|node)\//.test(input))).toEqual([]);
  });

  it('keeps ioredis and the AWS SDK in bundles of their own', async () => {
    expect((await inputsOf('dist/redis.cjs')).some((input) => input.includes('node_modules/ioredis/'))).toBe(
      true,
    );
    expect((await inputsOf('dist/redis.cjs')).some((input) => input.includes('@aws-sdk/'))).toBe(false);
    expect(
      (await inputsOf('dist/aws.cjs')).some((input) => input.includes('@aws-sdk/client-elasticache/')),
    ).toBe(true);
  });

  it('holds no source map and no path of the machine that built it', async () => {
    for (const file of [
      'extension.cjs',
      'copyWorker.cjs',
      'browser.js',
      'conf.cjs',
      'check.cjs',
      'cloud.cjs',
      'questions.cjs',
      'wizard.cjs',
      'redis.cjs',
      'report.cjs',
      'aws.cjs',
      'cli.mjs',
      'webview/main.js',
    ]) {
      const text = await readFile(join(root, 'dist', file), 'utf8');
      expect(text, file).not.toContain('sourceMappingURL');
      expect(text.includes(root), `${file} names ${root}`).toBe(false);
    }
  });

  it('loads its lazy bundles by require, as the extension host does', () => {
    const require = createRequire(import.meta.url);
    expect(require(join(root, 'dist', 'redis.cjs'))).toHaveProperty('connect');
  });
});

/** What went into a bundle, from esbuild's own account of it. */
async function inputsOf(output: string): Promise<string[]> {
  const outputs = JSON.parse(await readFile(join(root, 'dist', 'meta.json'), 'utf8')) as Record<
    string,
    { inputs: Record<string, unknown> }
  >;
  const inputs = outputs[output]?.inputs;
  if (inputs === undefined) throw new Error(`the build made no ${output}`);
  return Object.keys(inputs);
}
