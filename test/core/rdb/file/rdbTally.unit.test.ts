import { describe, expect, it } from 'vitest';
import { RdbTally } from '../../../../src/core/rdb/file/rdbTally';
import type { CountedRdb } from '../../../../src/core/rdb/file/rdbTally';
import { RdbWalker } from '../../../../src/core/rdb/file/rdbWalker';
import { rdbOf } from './rdbFile';

const NOW = Date.UTC(2026, 10, 21);
const AUX = [0xfa];
const DAY_MS = 86_400_000;

function counted(...file: Parameters<typeof rdbOf>): CountedRdb {
  const tally = new RdbTally(NOW);
  const walker = new RdbWalker((key) => {
    tally.add(key);
  });
  walker.feed(rdbOf(...file));
  return tally.counted(walker.end());
}

/** A key that expires then. */
function expiring(at: number): number[] {
  const bytes = Buffer.alloc(9, 0xfc);
  bytes.writeBigInt64LE(BigInt(at), 1);
  return [...bytes, 0];
}

describe('who wrote it', () => {
  it.each([
    ['redis-ver', '7.2.6', 'REDIS0011', 'redis', '7.2.6'],
    ['valkey-ver', '8.1.1', 'REDIS0011', 'valkey', '8.1.1'],
    ['valkey-ver', '9.1.2', 'VALKEY080', 'valkey', '9.1.2'],
  ])('%s %s is told by the file', (name, version, magic, product, judged) => {
    const { profile, facts } = counted(magic, AUX, name, version);
    expect(profile).toMatchObject({ product, version: judged });
    expect(facts).toMatchObject({ writerTold: true, writer: { product, version: judged } });
  });

  it.each([
    ['REDIS0002', 'redis', '2.6'],
    ['REDIS0006', 'redis', '2.6'],
    ['REDIS0009', 'redis', '5.0'],
    ['REDIS0010', 'redis', '7.0'],
    ['REDIS0012', 'redis', '7.4'],
    ['REDIS0015', 'redis', '8.6'],
    ['VALKEY081', 'valkey', '9.0'],
  ])('%s without a name was made by %s, and is judged as of %s', (magic, product, version) => {
    const { profile, facts } = counted(magic);
    expect(profile).toMatchObject({ product, version: null });
    expect(facts).toMatchObject({ writerTold: false, writer: { product, version } });
  });

  it('version 11 without a name may be of either, and a name that is no version counts as none', () => {
    const { profile, facts } = counted('REDIS0011', AUX, 'redis-ver', 'my own');
    expect(profile).toMatchObject({ product: null, version: null });
    expect(facts).toMatchObject({ writerTold: false, writer: { product: 'redis', version: '7.2' } });
  });
});

describe('of a cluster', () => {
  const of = (version: string, ...parts: (string | readonly number[])[]): boolean | null =>
    counted('REDIS0011', AUX, 'redis-ver', version, ...parts).facts.ofCluster;
  const key = [[0], 'a', 'b'] as const;

  it('is known where a node would have said so, or has databases that none has', () => {
    expect(of('7.4.1', ...key)).toBe(false);
    expect(of('7.2.6', [0xfe, 5], ...key)).toBe(false);
    expect(of('7.4.1', [0xf4, 1, 1, 0], ...key)).toBe(true);
    expect(counted('REDIS0011', AUX, 'valkey-ver', '8.0.1', AUX, 'slot-info', '1,1,0').profile.mode).toBe(
      'cluster',
    );
  });

  it('is not known of an older server, or of a file without keys', () => {
    expect(of('7.2.6', ...key)).toBeNull();
    expect(of('7.4.1')).toBeNull();
  });
});

it('counts keys, expiries and what is over by database', () => {
  const { profile, facts, sample } = counted(
    'REDIS0011',
    ...[[0xfe, 2], expiring(NOW - 1), 'past', 'v', expiring(NOW + 1000), 'soon', 'v', [0], 'stays', 'v'],
    ...[[0xfe, 0], expiring(NOW + 2 * DAY_MS), 'later', 'v'],
  );
  expect(profile.databases).toEqual([
    { index: 0, keys: 1, expiring: 1, hashesWithFieldTtl: 0 },
    { index: 2, keys: 3, expiring: 2, hashesWithFieldTtl: 0 },
  ]);
  expect(facts.expiredKeys).toBe(1);
  expect(sample).toMatchObject({
    ...{ keys: 4, complete: true, endedBy: 'end', sizesBy: 'file', encodings: null },
    expiry: { none: 1, hour: 2, day: 0, month: 1, longer: 0 },
  });
});

it('what the file does not tell is null', () => {
  const { profile, facts } = counted('REDIS0011', [0], 'a', 'b');
  expect(profile).toMatchObject({ usedMemory: null, role: null, maxMemory: null, databaseLimit: null });
  expect(facts).toMatchObject({ writtenAt: null, appendOnly: false });
  const told = counted('REDIS0011', AUX, 'used-mem', '123', AUX, 'ctime', '1700000000', AUX, 'aof-base', '1');
  expect(told.profile.usedMemory).toBe(123);
  expect(told.facts).toMatchObject({ writtenAt: 1_700_000_000_000, appendOnly: true });
});
