import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './runCommand';

const usualPlaces = [
  '/usr/share/keyrings/debian-archive-keyring.gpg',
  '/usr/share/keyrings/debian-archive-keyring.pgp',
];

/**
 * The path of a key ring with Debian's archive keys. A machine that is not Debian (Ubuntu) has none, but its
 * own archive carries one as a package, signed by keys the machine already trusts: that one is unpacked below
 * `scratch`.
 * @throws Error if neither is there.
 */
export async function debianKeyring(signedBy: string | undefined, scratch: string): Promise<string> {
  for (const path of signedBy === undefined ? usualPlaces : [signedBy, ...usualPlaces]) {
    if (existsSync(path)) return path;
  }
  const folder = join(scratch, 'keyring');
  await mkdir(folder, { recursive: true });
  try {
    await runCommand('apt-get', ['download', '-qq', 'debian-archive-keyring'], { cwd: folder });
    for (const deb of (await readdir(folder)).filter((name) => name.endsWith('.deb'))) {
      await runCommand('dpkg-deb', ['-x', join(folder, deb), folder]);
    }
  } catch (error) {
    throw new Error('no Debian archive keys here: install the package debian-archive-keyring', {
      cause: error,
    });
  }
  const unpacked = usualPlaces.map((path) => join(folder, path)).find((path) => existsSync(path));
  if (unpacked === undefined) throw new Error('the package debian-archive-keyring holds no key ring');
  return unpacked;
}
