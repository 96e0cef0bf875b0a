import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const vsce = join(root, 'node_modules', '.bin', 'vsce');

let packaged: Promise<string> | undefined;

/**
 * Packages the extension as it is built, into out/; once, whoever asks.
 * @returns the path of the VSIX
 * @throws Error with what vsce said
 */
export function packageExtension(): Promise<string> {
  packaged ??= makePackage();
  return packaged;
}

async function makePackage(): Promise<string> {
  const vsix = join(root, 'out', 'elasticache-migrator.vsix');
  await mkdir(join(root, 'out'), { recursive: true });
  // The bundles hold every dependency; the README's links are relative as long as there is no public repository.
  const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  await run(vsce, ['package', ...flags, '--out', vsix], { cwd: root });
  return vsix;
}

/** The files that a package holds, as paths within it. */
export async function packagedFiles(): Promise<string[]> {
  const { stdout } = await run(vsce, ['ls', '--no-dependencies'], { cwd: root });
  return stdout.split('\n').filter((line) => line !== '');
}
