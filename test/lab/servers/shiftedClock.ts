import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from '../code/installOnce';
import { unpackPackages } from '../code/unpackPackages';
import type { LabCommand } from './runCommand';

/** A program under another clock. */
export interface ShiftedCommand {
  readonly command: LabCommand;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The server with a clock that is that many seconds ahead of this machine's, by libfaketime from this machine's Debian.
 * Tried with redis-7.0.15; those of newer suites crash, since their allocator asks for the time before the library is
 * ready, and cannot be kept from it.
 * @throws Error where it cannot be had, or for a server that the lab has not unpacked itself.
 */
export async function shiftedClock({ file, args }: LabCommand, seconds: number): Promise<ShiftedCommand> {
  if (!args.includes('--library-path'))
    throw new Error('only a server from the lab’s cache can have another clock');
  const folder = await installOnce(
    'libfaketime',
    (scratch) => unpackPackages(['libfaketime'], join(scratch, 'root'), () => undefined),
    () => undefined,
  );
  const libraries = join(folder, 'root/usr/lib');
  const [triplet] = await readdir(libraries);
  const library = join(libraries, triplet ?? '', 'faketime/libfaketime.so.1');
  return {
    // The C library's own allocator comes first then, which asks for no time.
    command: { file, args: ['--preload', `${library}:libc.so.6`, ...args] },
    env: {
      FAKETIME: `${seconds < 0 ? '' : '+'}${String(seconds)}s`,
      // What a server measures by must go on as it is.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  };
}
