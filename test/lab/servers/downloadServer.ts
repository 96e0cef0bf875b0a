import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianKeyring } from './debianKeyring';
import { debianMirror } from './debianMirror';
import { runCommand } from './runCommand';
import type { ServerRelease } from './serverRelease';
import type { Architecture } from './unpackedServer';

const scratchPrefix = '.download-';
const abandonedAfterMs = 3600_000;

/** Only what a server can need: the dependency tree also brings passwd, debconf and the like. */
const wanted = /^(lib|zlib1g_|lua-|redis-tools_|valkey-tools_)/;

/**
 * Downloads a release from Debian and unpacks it to `folder`. It needs no root: apt works on a private state
 * with an empty list of installed packages, so that every dependency down to the C library is fetched, and
 * signatures are checked as usual. `folder` appears in one step when everything is in it; if another process
 * was faster, its result stays. `check` sees the unpacked tree before that, and can refuse it by throwing.
 * @throws Error if apt or dpkg-deb fails.
 */
export async function downloadServer(
  release: ServerRelease,
  arch: Architecture,
  folder: string,
  check: (root: string) => Promise<void>,
): Promise<void> {
  const parent = join(folder, '..');
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const scratch = await mkdtemp(join(parent, scratchPrefix));
  try {
    const archives = await fetchPackages(release, arch, scratch);
    const root = join(scratch, 'root');
    for (const deb of archives) await runCommand('dpkg-deb', ['-x', deb, root]);
    // Documentation and locales are most of the files and none of the server.
    await rm(join(root, 'usr/share'), { recursive: true, force: true });
    const bin = join(root, 'usr/bin');
    await symlink(`${release.product}-check-rdb`, join(bin, `${release.product}-server`));
    await check(root);
    try {
      await rename(root, folder);
    } catch (error) {
      if (!(await exists(folder))) throw error;
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function fetchPackages(release: ServerRelease, arch: Architecture, scratch: string): Promise<string[]> {
  const mirror = await debianMirror();
  const keyring = await debianKeyring(mirror.signedBy, scratch);
  const state = join(scratch, 'apt');
  const archives = join(state, 'cache/archives');
  await mkdir(join(state, 'lists/partial'), { recursive: true });
  await mkdir(join(archives, 'partial'), { recursive: true });
  await mkdir(join(state, 'empty'));
  const sources = release.suites.map(
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
  await runCommand('apt-get', [...settings, '-qq', '-y', '--download-only', 'install', release.package]);
  const names = (await readdir(archives)).filter((name) => name.endsWith('.deb') && wanted.test(name));
  return names.map((name) => join(archives, name));
}

/** A download that was killed leaves its scratch folder; nobody works on one for an hour. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(scratchPrefix)) continue;
    const path = join(parent, name);
    const changed = await stat(path).then(
      (found) => found.mtimeMs,
      () => Number.POSITIVE_INFINITY,
    );
    if (Date.now() - changed > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
