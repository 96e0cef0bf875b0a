import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../servers/runCommand';
import type { Report } from './installOnce';

/**
 * Unpacks Debian packages, with those of their dependencies that this machine lacks, below `root`, without being
 * root: from the machine's own package sources, so that they fit its libraries, on a private apt state.
 * @throws Error if there is no apt here, or the machine's archive lacks a package.
 */
export async function unpackPackages(
  packages: readonly string[],
  root: string,
  report: Report,
): Promise<void> {
  const state = `${root}.apt`;
  const archives = join(state, 'cache/archives');
  await mkdir(join(state, 'lists/partial'), { recursive: true });
  await mkdir(join(archives, 'partial'), { recursive: true });
  await writeFile(join(state, 'extended_states'), '');
  const settings = [
    `Dir::State=${state}`,
    `Dir::State::lists=${state}/lists`,
    // The real list of installed packages: what is here need not come again.
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${state}/cache`,
    'Debug::NoLocking=true',
    'APT::Sandbox::User=',
    'APT::Install-Recommends=false',
    'Acquire::Languages=none',
    'Acquire::Retries=3',
  ].map((setting) => `-o${setting}`);
  report(`download of Debian packages: ${packages.join(' ')}`);
  await runCommand('apt-get', [...settings, '-qq', 'update']);
  // With --reinstall a package that is installed but broken or only half there comes as well.
  await runCommand('apt-get', [
    ...settings,
    '-qq',
    '-y',
    '--download-only',
    '--reinstall',
    'install',
    ...packages,
  ]);
  for (const name of (await readdir(archives)).filter((found) => found.endsWith('.deb'))) {
    await runCommand('dpkg-deb', ['-x', join(archives, name), root]);
  }
  await rm(state, { recursive: true, force: true });
}
