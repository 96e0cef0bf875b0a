import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchanged, holdingsOf } from '../../../src/core/copy/holdings';
import type { Holding } from '../../../src/core/copy/holdings';
import { profileOf } from '../profileOf';

const node = (runId: string, keys: number, slots?: number, expiring = 0): Holding => ({
  ...{ runId, keys: { 0: keys }, expiring: { 0: expiring } },
  ...(slots === undefined ? {} : { slots }),
});
const all = (): boolean => true;
const nothing = (): number => 0;

describe('holdingsOf', () => {
  it('tells a server that stands alone by an empty id, and nothing of one that keeps its process to itself', () => {
    expect(holdingsOf(profileOf({ runId: 'a', holds: { 0: 5, 3: 7 } }))).toEqual({
      '': { runId: 'a', keys: { 0: 5, 3: 7 }, expiring: { 0: 0, 3: 0 } },
    });
    expect(holdingsOf(profileOf({ runId: '', holds: { 0: 5 } }))).toEqual({});
  });

  it('tells each master; all keys of one that does not tell which expire may do so', () => {
    const profile = profileOf({
      mode: 'cluster',
      nodes: { one: 'a', other: 'b', silent: '' },
      shards: {
        one: { address: 'h:1', keys: { 0: 5 }, expiring: { 0: 2 }, slots: 8_192 },
        other: { address: 'h:2', keys: { 0: 6 } },
        silent: { address: 'h:3', keys: { 0: 7 } },
      },
    });
    expect(holdingsOf(profile)).toEqual({
      one: { runId: 'a', keys: { 0: 5 }, expiring: { 0: 2 }, slots: 8_192 },
      other: { runId: 'b', keys: { 0: 6 }, expiring: { 0: 6 } },
    });
  });
});

describe('exchanged', () => {
  it('is nothing while the processes are the same, whatever they hold', () => {
    const holdings = fc.dictionary(
      fc.string(),
      fc.record({ keys: fc.nat(), expiring: fc.nat(), slots: fc.nat(16_384) }),
    );
    fc.assert(
      fc.property(holdings, fc.nat(), (nodes, factor) => {
        const of = (times: number) =>
          Object.fromEntries(
            Object.entries(nodes).map(([id, { keys, slots, expiring }]) => [
              id,
              node(`process of ${id}`, keys * times, slots, expiring),
            ]),
          );
        expect(exchanged(of(1), of(factor), all, nothing)).toBeNull();
      }),
    );
  });

  it('tells what was there, what of it does not expire, and what is there now', () => {
    const before = { '': node('a', 150_000, undefined, 30_000) };
    expect(exchanged(before, { '': node('b', 12) }, all, nothing)).toEqual({
      ...{ held: 150_000, lasting: 120_000, holds: 12 },
    });
  });

  it('counts the chosen databases only, and what was read of them', () => {
    const before = { '': { runId: 'a', keys: { 0: 10, 1: 20 }, expiring: { 1: 5 } } };
    const now = { '': { runId: 'b', keys: { 0: 10, 1: 3 }, expiring: {} } };
    const seen = (id: string, database: number): number => (id === '' && database === 1 ? 50 : 99);
    expect(exchanged(before, now, (index) => index === 1, seen)).toEqual({
      ...{ held: 50, lasting: 15, holds: 3 },
    });
  });

  it('measures a replica that was promoted by the master whose slots it has, not by the others', () => {
    const before = { a: node('1', 500, 8_192), b: node('2', 600, 8_192) };
    const now = { c: node('3', 0, 8_192), b: node('2', 9_000, 8_192) };
    expect(exchanged(before, now, all, nothing)).toEqual({ held: 500, lasting: 500, holds: 0 });
  });

  it('does not look for keys of slots that went to others', () => {
    const before = { a: node('1', 500, 8_192), b: node('2', 600, 8_192) };
    const now = { a: node('3', 130, 2_048), b: node('2', 970, 14_336) };
    expect(exchanged(before, now, all, nothing)).toEqual({ held: 125, lasting: 125, holds: 130 });
    expect(exchanged(before, { b: node('2', 1_100, 16_384) }, all, nothing)).toEqual({
      ...{ held: 0, lasting: 0, holds: 0 },
    });
  });
});
