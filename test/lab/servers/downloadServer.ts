import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { debianPackages } from './debianPackages';
import { runCommand } from './runCommand';
import type { ServerRelease } from './serverRelease';
import type { Architecture } from './unpackedServer';

const scratchPrefix = '.download-';
const abandonedAfterMs = 3600_000;

/** Only what a server can need: the dependency tree also brings passwd, debconf and the like. */
const wanted = /^(lib|zlib1g_|lua-|redis-tools_|valkey-tools_)/;

/**
 * Downloads a release from Debian and unpacks it to `folder`, without root. `folder` appears in one step when
 * everything is in it; if another process was faster, its result stays. `check` sees the unpacked tree before
 * that, and can refuse it by throwing.
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
    const wish = { suites: release.suites, packages: [release.package] };
    const archives = (await debianPackages(wish, arch, scratch)).filter((path) =>
      wanted.test(basename(path)),
    );
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
