import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { VerifyResult } from '../src/core/model/verification';
import { createPrng } from './lab/dataset/prng';
import { fillDataset } from './lab/dataset/fillDataset';
import { readDataset } from './lab/dataset/readDataset';
import { compareDatasets } from './lab/dataset/compareDatasets';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

let source: RunningServer;
let target: RunningServer;
let from: Redis;
let to: Redis;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0', debugCommand: true });
  target = await startServer({ server: 'valkey-8.1', debugCommand: true });
  from = await source.client();
  to = await target.client();
});

afterEach(async () => {
  for (const client of [from, to]) {
    await client.flushall();
    await client.call('FUNCTION', 'FLUSH');
    await client.call('DEBUG', 'SET-ACTIVE-EXPIRE', '1');
  }
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

async function run(
  command: 'copy' | 'verify',
  code: number,
  ...options: readonly string[]
): Promise<unknown> {
  const args = [command, '--source', source.url, '--target', target.url, '--json', ...options];
  return documentOf(expectExit(await runCli(args), code));
}

const copy = async (code: number, ...options: readonly string[]): Promise<CopyResult> =>
  (await run('copy', code, ...options)) as CopyResult;
const verify = async (code: number, ...options: readonly string[]): Promise<VerifyResult> =>
  (await run('verify', code, ...options)) as VerifyResult;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('keys that the target holds', () => {
  const code = "#!lua name=one\nredis.register_function('f', function() return 1 end)";
  const fill = async (): Promise<void> => {
    await from.mset('both:1', 'new', 'both:2', 'new', 'mine', 'new');
    await to.mset('both:1', 'old', 'both:2', 'old', 'theirs', 'old');
    await from.call('FUNCTION', 'LOAD', code);
    await to.call('FUNCTION', 'LOAD', code.replace('return 1', 'return 0'));
  };
  const held = async (): Promise<(string | null)[]> => to.mget('both:1', 'both:2', 'mine', 'theirs');

  it('are replaced by default', async () => {
    await fill();
    const result = await copy(0);
    expect(result.keys).toEqual({
      scanned: 3,
      copied: 3,
      skipped: 0,
      excluded: 0,
      expired: 0,
      quarantined: 0,
    });
    expect(result).toMatchObject({ status: 'done', functions: 1 });
    expect(await held()).toEqual(['new', 'new', 'new', 'old']);
    expect(await to.call('FCALL', 'f', 0)).toBe(1);
  });

  it('are skipped', async () => {
    await fill();
    const result = await copy(0, '--on-conflict', 'skip');
    expect(result.keys).toEqual({
      scanned: 3,
      copied: 1,
      skipped: 2,
      excluded: 0,
      expired: 0,
      quarantined: 0,
    });
    expect(result).toMatchObject({ status: 'done', functions: 0, quarantine: [] });
    expect(await held()).toEqual(['old', 'old', 'new', 'old']);
    expect(await to.call('FCALL', 'f', 0)).toBe(0);
  });

  it('fail: the source is left in quarantine', async () => {
    await fill();
    const result = await copy(1, '--on-conflict=fail');
    expect(result.keys).toEqual({
      scanned: 3,
      copied: 1,
      skipped: 0,
      excluded: 0,
      expired: 0,
      quarantined: 2,
    });
    expect(result).toMatchObject({ status: 'incomplete', functions: 0 });
    expect([...result.quarantine].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { key: base64('both:1'), db: 0, type: 'string', reason: 'the target already holds this key' },
      { key: base64('both:2'), db: 0, type: 'string', reason: 'the target already holds this key' },
      { key: base64('one'), db: 0, type: 'function', reason: 'the target already holds this library' },
    ]);
    expect(await held()).toEqual(['old', 'old', 'new', 'old']);
  });

  it.each(['skip', 'replace'])(
    'a function of that name in another library is not passed over (%s)',
    async (policy) => {
      await from.call('FUNCTION', 'LOAD', code);
      await to.call('FUNCTION', 'LOAD', code.replace('name=one', 'name=other'));
      const result = await copy(1, '--on-conflict', policy);
      expect(result.quarantine).toEqual([
        {
          key: base64('one'),
          db: 0,
          type: 'function',
          reason: expect.stringMatching(/Function f already exists/) as string,
        },
      ]);
    },
  );
});

it('copies what --match matches, binary names included, and leaves functions', async () => {
  await from.call(
    'FUNCTION',
    'LOAD',
    "#!lua name=one\nredis.register_function('f', function() return 1 end)",
  );
  await from.mset('app:1', 'a', 'app:2', 'b', 'other', 'c');
  await from.set(Buffer.from([0x61, 0x70, 0x70, 0x3a, 0xff, 0x00]), 'd');
  const result = await copy(0, '--match', 'app:*');
  expect(result).toMatchObject({ status: 'done', functions: 0, keys: { scanned: 3, copied: 3 } });
  expect((await to.keys('*')).length).toBe(3);
  expect(await to.exists('other')).toBe(0);
});

it('counts keys that expire on the way, and brings none back', async () => {
  const pipeline = from.pipeline();
  for (let index = 0; index < 20_000; index++)
    pipeline.set(`short:${String(index)}`, 'x'.repeat(200), 'PX', 500 + (index % 4000));
  pipeline.set('stays', '1', 'PX', 3_600_000);
  await pipeline.exec();
  // Slow enough that keys expire between being read and being written, however busy the machine is.
  const result = await copy(0, '--rate-keys', '5000');
  const { scanned, copied, expired } = result.keys;
  expect(copied + expired).toBe(scanned);
  expect(expired).toBeGreaterThan(0);
  await sleep(4500);
  expect(await to.keys('*')).toEqual(['stays']);
  expect(await to.pexpiretime('stays')).toBe(await from.pexpiretime('stays'));
});

describe('expired fields of hashes, which a payload still holds', () => {
  it('do not come back to life, and a hash of nothing else does not come into being', async () => {
    await from.call('DEBUG', 'SET-ACTIVE-EXPIRE', '0');
    await from.hset('some', 'live', '1', 'dead', '2');
    await from.hset('all', 'dead', '1');
    await from.call('HPEXPIRE', 'some', 5, 'FIELDS', 1, 'dead');
    await from.call('HPEXPIRE', 'all', 5, 'FIELDS', 1, 'dead');
    await sleep(30);
    expect(await from.dbsize()).toBe(2);
    const result = await copy(0);
    expect(result.keys).toEqual({
      scanned: 2,
      copied: 1,
      skipped: 0,
      excluded: 0,
      expired: 1,
      quarantined: 0,
    });
    // No field with a TTL was left, so none was lost.
    expect(result.losses).toEqual([]);
    expect(await to.hgetall('some')).toEqual({ live: '1' });
    expect(await to.exists('all')).toBe(0);
    const proof = await verify(0);
    expect(proof).toMatchObject({
      status: 'done',
      differencesTotal: 0,
      keys: { compared: 2, equal: 1, expired: 1 },
    });
  });

  it('nor on a target that knows field TTLs, in the whole dataset', async () => {
    await using modern = await startServer({ server: 'valkey-9.1' });
    const filled = await fillDataset(from, { seed: 'expired', keys: 300, expiredFields: true });
    expect(filled.expiredFields).toBeGreaterThan(100);
    const args = ['--source', source.url, '--target', modern.url, '--json'];
    const result = documentOf(expectExit(await runCli(['copy', ...args]), 0)) as CopyResult;
    expect(result.keys).toMatchObject({ copied: filled.keys, expired: filled.hiddenKeys });
    const differences = compareDatasets(await readDataset(from), await readDataset(await modern.client()));
    expect(differences).toEqual([]);
    const proof = documentOf(expectExit(await runCli(['verify', ...args]), 0)) as VerifyResult;
    expect(proof.differences).toEqual([]);
  });
});

it('puts vector sets in quarantine by name, and goes on', async () => {
  const filled = await fillDataset(from, { seed: 'vectors', keys: 200, vectorSets: true });
  const check = documentOf(
    expectExit(await runCli(['check', '--source', source.url, '--target', target.url, '--json']), 1),
  );
  expect(check).toMatchObject({ status: 'blocked' });
  const result = await copy(1);
  expect(result.keys).toMatchObject({ copied: filled.keys - 3, quarantined: 3 });
  for (const { type, reason } of result.quarantine) {
    expect(type).toBe('module');
    expect(reason).toBe('it belongs to the module type vectorset, which the target does not have');
  }
  const proof = await verify(1);
  expect(
    proof.differences.map(({ kinds, key }) => [...kinds, Buffer.from(key, 'base64').toString()]).sort(),
  ).toEqual([
    ['missing', 'vectors:bin'],
    ['missing', 'vectors:noquant'],
    ['missing', 'vectors:q8'],
  ]);
});

describe('huge values', () => {
  it('arrive', async () => {
    await from.call('SETRANGE', 'huge', 120_000_000, 'end');
    await from.call('DEBUG', 'POPULATE', 50, 'large', 1_000_000);
    const result = await copy(0);
    expect(result.keys).toMatchObject({ scanned: 51, copied: 51 });
    expect(await to.strlen('huge')).toBe(120_000_003);
    expect(await to.getrange('huge', 119_999_999, -1)).toBe('\0end');
    expect(await verify(0)).toMatchObject({ differencesTotal: 0, keys: { compared: 51, equal: 51 } });
  });

  it('that are larger than the target takes at once go to quarantine, and the rest is copied', async () => {
    await to.config('SET', 'proto-max-bulk-len', 1_048_576);
    await from.call('DEBUG', 'POPULATE', 100, 'small', 100);
    // What cannot be compressed, so that the payload is as large as the value.
    await from.set('large', createPrng('large').bytes(3_000_000));
    const result = await copy(1);
    await to.config('SET', 'proto-max-bulk-len', 536_870_912);
    expect(result.keys).toMatchObject({ scanned: 101, copied: 100, quarantined: 1 });
    expect(result.quarantine).toMatchObject([{ key: base64('large'), type: 'string' }]);
    expect(result.quarantine[0]?.reason).toMatch(/larger than the target takes.*proto-max-bulk-len/);
  });
});

it('copies from a source that hides CONFIG and more, as ElastiCache does', async () => {
  await using restricted = await startServer({ server: 'redis-7.0.15', restricted: true });
  await using hidden = await startServer({ server: 'valkey-8.1', restricted: true });
  const filled = await fillDataset(await restricted.client(), { seed: 'restricted', keys: 300 });
  const args = ['--source', restricted.url, '--target', hidden.url, '--json'];
  const check = documentOf(expectExit(await runCli(['check', ...args]), 0));
  expect(check).toMatchObject({ status: 'ready' });
  const result = documentOf(expectExit(await runCli(['copy', ...args]), 0)) as CopyResult;
  expect(result).toMatchObject({
    status: 'done',
    functions: 2,
    keys: { copied: filled.keys, quarantined: 0 },
  });
  expect(documentOf(expectExit(await runCli(['verify', ...args]), 0))).toMatchObject({ differencesTotal: 0 });
});
