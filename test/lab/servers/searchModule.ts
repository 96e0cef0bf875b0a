import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { installOnce } from '../code/installOnce';
import { debianPackages } from './debianPackages';
import { runCommand } from './runCommand';
import { architecture } from './unpackedServer';

/**
 * The path of RediSearch 1.2 as Debian 11 packages it, for `loadmodule` of its own Redis ('redis-6.0'). The first use
 * downloads it.
 * @throws Error where the lab downloads no servers either
 */
export async function searchModule(): Promise<string> {
  const arch = architecture();
  if (arch === undefined) throw new Error('modules are downloaded on x86-64 and arm64 Linux only');
  const folder = await installOnce(
    'redis-redisearch',
    async (scratch) => {
      const wish = { suites: ['bullseye'], packages: ['redis-redisearch'] };
      await mkdir(join(scratch, 'apt'));
      const archives = await debianPackages(wish, arch, join(scratch, 'apt'));
      const own = archives.find((path) => basename(path).startsWith('redis-redisearch_'));
      if (own === undefined) throw new Error('the archive has no redis-redisearch');
      await runCommand('dpkg-deb', ['-x', own, join(scratch, 'root')]);
      await rm(join(scratch, 'apt'), { recursive: true });
    },
    () => undefined,
  );
  return join(folder, 'root/usr/lib/redis/modules/redisearch.so');
}
