import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import type { WalkedKey } from '../../../../src/core/rdb/file/walkedKey';
import { kindOfType } from '../../../../src/core/rdb/valueType';
import { lookAtFile } from '../../../../src/core/rules/lookAtFile';
import { connect } from '../../../../src/redis/connect';
import { fillDataset } from '../../../lab/dataset/fillDataset';
import { startServer } from '../../../lab/servers/startServer';
import { dialOf } from '../../../redis/cluster/clusterRuns';
import { walk } from './rdbFile';

const DATABASES = [0, 1, 5, 15];

const LENGTHS: Readonly<Record<string, string>> = {
  string: 'STRLEN',
  list: 'LLEN',
  set: 'SCARD',
  zset: 'ZCARD',
  hash: 'HLEN',
  stream: 'XLEN',
};

/** What is known of a key: name, database, type, expiry, length, fields with TTLs, groups. */
type Row = readonly [string, number, string, number, number | null, number, number];

it.each([
  'redis-6.0',
  'redis-7.0.15',
  'redis-8.0',
  'redis-8.6',
  'valkey-8.0',
  'valkey-8.1',
  'valkey-9.1',
] as const)('a file of %s says of every key what the server says', async (name) => {
  const server = await startServer({ server: name });
  try {
    const client = await server.client();
    await fillDataset(client, { seed: 'files', keys: 400, vectorSets: true });
    await client.call('SAVE');
    const [, folder = ''] = await client.config('GET', 'dir');
    const bytes = await readFile(join(folder, 'dump.rdb'));

    const { keys } = walk(bytes, [4096]);
    const rows = keys.map(rowOf).sort(byPlace);
    expect(rows).toEqual((await rowsOf(client, rows)).sort(byPlace));

    const { signal } = new AbortController();
    const port = await connect(dialOf('it', server), signal);
    try {
      const { profile } = await port.look(signal);
      const live = await port.sampleKeys({ keys: 1e6, seconds: 60, bytes: 1e9 }, signal);
      const found = await lookAtFile('dump.rdb', inOnePart(bytes), Date.now(), signal);
      const { sample } = found;
      expect(found.profile).toMatchObject({
        product: profile.product,
        version: profile.version,
        rdbVersion: profile.rdbVersion,
        mode: 'standalone',
        keys: profile.keys,
        functionLibraries: profile.functionLibraries,
        modules: name.startsWith('redis-8') ? ['vectorset'] : [],
      });
      expect(
        found.profile.databases.map(({ index, keys: held, expiring }) => [index, held, expiring]),
      ).toEqual(profile.databases.map(({ index, keys: held, expiring }) => [index, held, expiring]));
      expect(sample?.complete).toBe(true);
      expect(counts(sample?.kinds ?? [])).toEqual(counts(live.kinds));
      expect(sample?.moduleTypes).toEqual(live.moduleTypes);
      expect(sample?.prefixes).toEqual(live.prefixes);
      expect(sample?.expiry?.none).toBe(live.expiry?.none);
      if (live.streamsWithGroups !== null) expect(sample?.streamsWithGroups).toBe(live.streamsWithGroups);
      expect(found.file).toMatchObject({
        checked: true,
        tailBytes: 0,
        writerTold: true,
        bytes: bytes.length,
      });
    } finally {
      port.close();
    }
  } finally {
    await server.stop();
  }
});

function rowOf({
  key,
  database,
  type,
  moduleType,
  expireAt,
  bytes,
  elements,
  ttlFields,
  groups,
}: WalkedKey): Row {
  const kind = moduleType === '' ? kindOfType(type) : moduleType;
  const length = moduleType === '' ? (kind === 'string' ? bytes : elements) : null;
  return [Buffer.from(key).toString('base64'), database, kind, expireAt, length, ttlFields, groups];
}

/** The same, as the server says. */
async function rowsOf(client: Redis, ofFile: readonly Row[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const database of DATABASES) {
    await client.select(database);
    const names = await client.keysBuffer('*');
    for (const key of names) {
      const type = await client.type(key);
      const left = await client.pttl(key);
      const command = LENGTHS[type];
      const length = command === undefined ? null : Number(await client.call(command, key));
      const groups =
        type === 'stream' ? ((await client.call('XINFO', 'GROUPS', key)) as unknown[]).length : 0;
      const place = [key.toString('base64'), database] as const;
      const inFile = ofFile.find(([other, db]) => other === place[0] && db === database)?.[3] ?? 0;
      const expiry = left < 0 ? 0 : await expiryOf(client, key, Date.now() + left, inFile);
      const fields = type === 'hash' ? await ttlFieldsOf(client, key) : 0;
      rows.push([...place, type, expiry, length, fields, groups]);
    }
  }
  await client.select(0);
  return rows;
}

/** To the millisecond where the server tells it (from Redis 7.0 on); else what the file has, if that is right within a second. */
async function expiryOf(client: Redis, key: Buffer, about: number, inFile: number): Promise<number> {
  const told = await client.call('PEXPIRETIME', key).catch(() => null);
  if (told !== null) return Number(told);
  return Math.abs(inFile - about) < 1000 ? inFile : about;
}

async function ttlFieldsOf(client: Redis, key: Buffer): Promise<number> {
  const fields = await client.hkeysBuffer(key);
  if (fields.length === 0) return 0;
  const times = await client
    .call('HPEXPIRETIME', key, 'FIELDS', String(fields.length), ...fields)
    .catch(() => []);
  return (times as number[]).filter((time) => time > 0).length;
}

async function* inOnePart(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

function counts(kinds: readonly { readonly kind: string; readonly count: number }[]): unknown {
  return Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]));
}

function byPlace(a: Row, b: Row): number {
  return a[1] - b[1] || (a[0] < b[0] ? -1 : 1);
}
