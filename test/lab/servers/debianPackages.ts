import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianKeyring } from './debianKeyring';
import { debianMirror } from './debianMirror';
import { runCommand } from './runCommand';
import type { Architecture } from './unpackedServer';

/** What to fetch: `name/suite` takes a package from a suite which apt does not prefer by itself. */
export interface PackageWish {
  readonly suites: readonly string[];
  readonly packages: readonly string[];
}

/**
 * Downloads packages of Debian and all that they depend on, and answers the paths of the archives, below `scratch`. It
 * needs no root: apt works on a private state with an empty list of installed packages, so that every dependency down to
 * the C library is fetched, and signatures are checked as usual.
 * @throws Error if apt fails.
 */
export async function debianPackages(
  wish: PackageWish,
  arch: Architecture,
  scratch: string,
): Promise<string[]> {
  const mirror = await debianMirror();
  const keyring = await debianKeyring(mirror.signedBy, scratch);
  const state = join(scratch, 'apt');
  const archives = join(state, 'cache/archives');
  await mkdir(join(state, 'lists/partial'), { recursive: true });
  await mkdir(join(archives, 'partial'), { recursive: true });
  await mkdir(join(state, 'empty'));
  const sources = wish.suites.map(
    (suite) => `deb [arch=${arch.debian} signed-by=${keyring}] ${mirror.uri} ${suite} main\n`,
  );
  await writeFile(join(state, 'sources.list'), sources.join(''));
  await writeFile(join(state, 'status'), '');
  const settings = [
    `Dir::Etc::sourcelist=${state}/sources.list`,
    `Dir::Etc::sourceparts=${state}/empty`,
    `Dir::Etc::preferences=${state}/none`,
    `Dir::Etc::preferencesparts=${state}/empty`,
    `Dir::State=${state}`,
    `Dir::State::lists=${state}/lists`,
    `Dir::State::status=${state}/status`,
    `Dir::Cache=${state}/cache`,
    `APT::Architecture=${arch.debian}`,
    'APT::Install-Recommends=false',
    // Without it a root user's apt drops to the user _apt, who cannot read a cache in a home folder.
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::Retries=3',
    // sid's index is sometimes signed a little late; the signature itself is still checked.
    'Acquire::Check-Valid-Until=false',
  ].map((setting) => `-o${setting}`);
  await runCommand('apt-get', [...settings, '-qq', 'update']);
  await runCommand('apt-get', [...settings, '-qq', '-y', '--download-only', 'install', ...wish.packages]);
  return (await readdir(archives))
    .filter((name) => name.endsWith('.deb'))
    .map((name) => join(archives, name));
}
