import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../src/core/copy/checkpoint';
import { Counts } from '../../../src/core/copy/counts';
import { lackOf } from '../../../src/core/copy/lackOf';
import { profileOf } from '../profileOf';

const end = { product: 'redis', mode: 'standalone', runId: 'a' } as const;
const source = profileOf({ holds: { 0: 1_000, 1: 1_000 } });

/** A run that has written so many keys of each database. */
function written(byDatabase: Readonly<Record<number, number>>, expiring = 0): Checkpoint {
  const scans = Object.entries(byDatabase).map(([database, keys]) => {
    const counts = new Counts();
    counts.scanned(keys);
    for (let key = 0; key < keys; key++) counts.copied(1);
    const position = { node: '', runId: 'a', database: Number(database), slots: '', cursor: '7' };
    return { position, counts: counts.document() };
  });
  return {
    ...{ state: 'underWay', plan: { onConflict: 'replace' }, seconds: 1, libraries: null, notices: [] },
    source: end,
    target: { ...end, evictedKeys: 5 },
    held: { '': { runId: 'a', keys: { 0: 1_000 }, expiring: { 0: expiring } } },
    scans,
  };
}

const apart = [
  { source: 0, target: 0, keys: 1_000 },
  { source: 1, target: 1, keys: 1_000 },
];

describe('what a target lacks of what a run wrote', () => {
  it.each([
    ['everything', { 0: 400 }, 0, 0, 5, ['0', '400']],
    ['a part', { 0: 400 }, 300, 0, 5, ['300', '400']],
    ['all but none, though all may have expired', { 0: 400 }, 3, 400, 5, ['3', '400']],
    ['nothing', { 0: 400 }, 400, 0, 5, null],
    ['what was named twice', { 0: 400 }, 396, 0, 5, null],
    ['what may have expired', { 0: 400 }, 300, 100, 5, null],
    ['what it evicted', { 0: 400 }, 0, 0, 405, null],
  ])('is told: %s', (_, copied, holds, expiring, evictedKeys, lack) => {
    const target = profileOf({ holds: { 0: holds }, evictedKeys });
    expect(lackOf(written(copied, expiring), source, target, apart)).toEqual(lack);
  });

  it('is looked for in each database, of all that go there', () => {
    const target = profileOf({ holds: { 0: 400 }, evictedKeys: 5 });
    expect(lackOf(written({ 0: 400, 1: 300 }), source, target, apart)).toEqual(['0', '300']);
    const together = [
      { source: 0, target: 0, prefix: 'a:', keys: 1_000 },
      { source: 1, target: 0, prefix: 'b:', keys: 1_000 },
    ];
    expect(lackOf(written({ 0: 400, 1: 300 }), source, target, together)).toEqual(['400', '700']);
  });
});
