import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Product } from './serverRelease';
import type { LabCommand } from './runCommand';

/** The names that depend on the processor. */
export interface Architecture {
  readonly debian: string;
  readonly triplet: string;
  readonly loader: string;
}

/** The processor's names in Debian, or undefined where the lab has no download (32 bit, macOS, Windows). */
export function architecture(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): Architecture | undefined {
  if (platform !== 'linux') return undefined;
  if (arch === 'x64') {
    return { debian: 'amd64', triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' };
  }
  if (arch === 'arm64') {
    return { debian: 'arm64', triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' };
  }
  return undefined;
}

/** The commands of a server that was unpacked from Debian packages. */
export interface UnpackedServer {
  readonly server: LabCommand;
  readonly cli: LabCommand;
}

/**
 * How to run a server unpacked below `root`. The program's path is what becomes argv[0], and argv[0] decides whether the
 * one binary is a server or a file checker: hence the link `<product>-server` next to it (the loader's own --argv0 needs
 * glibc 2.33, which bullseye does not have).
 * @throws Error if `root` holds no dynamic loader.
 */
export async function unpackedServer(
  root: string,
  product: Product,
  arch: Architecture,
): Promise<UnpackedServer> {
  const run = await unpackedProgram(root, arch);
  return { server: run(`${product}-server`), cli: run(`${product}-cli`) };
}

/**
 * How to run the programs of usr/bin unpacked below `root`. They need the C library of their own suite, so its dynamic
 * loader starts them.
 * @throws Error if `root` holds no dynamic loader.
 */
export async function unpackedProgram(
  root: string,
  arch: Architecture,
): Promise<(name: string) => LabCommand> {
  const folders = [join('lib', arch.triplet), join('usr/lib', arch.triplet)].map((folder) =>
    join(root, folder),
  );
  const inside = await realpath(root);
  let loader: string | undefined;
  for (const folder of [...folders, join(root, 'lib'), join(root, 'usr/lib')]) {
    const found = await realpath(join(folder, arch.loader)).catch(() => undefined);
    // An absolute link would lead to this machine's own loader, which may be too old for the libraries.
    if (found?.startsWith(`${inside}/`) === true) {
      loader = found;
      break;
    }
  }
  if (loader === undefined) throw new Error(`${root} holds no ${arch.loader}`);
  const file = loader;
  return (name) => ({ file, args: ['--library-path', folders.join(':'), join(root, 'usr/bin', name)] });
}
