import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the npm packages of the lock file, unless they are there already. Plain JavaScript, since it runs before
 * anything is installed.
 */
export async function installDependencies(root) {
  // A link leads to the packages of another checkout, which are not for this one to replace.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const stamp = join(root, 'node_modules', '.installed-lock.json');
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing npm packages …');
  const { status, stdout, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(
      `${stdout}${stderr}\nnpm ci failed. Check that the npm registry can be reached, then run this again.`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
