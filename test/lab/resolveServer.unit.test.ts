import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cacheFolder } from './cacheFolder';
import { parseBinaryVersion } from './servers/binaryVersion';
import { resolveServer } from './servers/resolveServer';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecm-lab-test-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function fakeServer(name: string, says: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\necho '${says}'\n`);
  await chmod(path, 0o755);
  return path;
}

it('reads the product and version of both products', () => {
  expect(parseBinaryVersion('Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0')).toEqual({
    product: 'redis',
    version: '7.0.15',
  });
  expect(parseBinaryVersion('Valkey server v=9.1.2 sha=0')).toEqual({ product: 'valkey', version: '9.1.2' });
  expect(parseBinaryVersion('command not found')).toBeUndefined();
});

it('takes the binary of the environment variable first, and says so if its version is wrong', async () => {
  const right = await fakeServer('mine', 'Redis server v=8.0.9 sha=0');
  const wrong = await fakeServer('other', 'Valkey server v=8.0.9 sha=0');
  const found = await resolveServer('redis-8.0', { env: { ECM_REDIS_8_0: right } });
  expect(found).toMatchObject({ origin: 'variable', version: '8.0.9', server: { file: right, args: [] } });
  await expect(resolveServer('redis-8.0', { env: { ECM_REDIS_8_0: wrong } })).rejects.toThrow(
    'redis-8.0 must be redis 8.0.x, but ECM_REDIS_8_0 is valkey 8.0.9',
  );
});

it('takes a binary on PATH only if it is of the wanted version, with the client beside it', async () => {
  const path = await fakeServer('redis-server', 'Redis server v=7.0.15 sha=0');
  const cli = await fakeServer('redis-cli', 'redis-cli 7.0.15');
  const env = { PATH: folder, ECM_LAB_CACHE: folder };
  const found = await resolveServer('redis-7.0.15', { env });
  expect(found).toMatchObject({ origin: 'path', server: { file: path }, cli: { file: cli } });
  await expect(resolveServer('redis-8.0', { env })).rejects.toThrow(
    'redis-8.0 is not here: set ECM_REDIS_8_0=/path/to/redis-server, or put redis-server 8.0.x on PATH',
  );
});

it('puts the cache where the environment says, and never into the checkout', () => {
  expect(cacheFolder({ ECM_LAB_CACHE: '/a' }, '/home/u')).toBe('/a');
  expect(cacheFolder({ XDG_CACHE_HOME: '/b' }, '/home/u')).toBe('/b/elasticache-migrator-lab');
  expect(cacheFolder({}, '/home/u')).toBe('/home/u/.cache/elasticache-migrator-lab');
});
