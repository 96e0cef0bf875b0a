import { describe, expect, it } from 'vitest';
import { Counts } from '../../../src/core/copy/counts';
import type { ScanState } from '../../../src/core/copy/scanProgress';
import { SourceWatch } from '../../../src/core/copy/sourceWatch';
import { Tally } from '../../../src/core/copy/tally';
import type { Profile } from '../../../src/core/model/profile';
import { profileOf } from '../profileOf';

const { signal } = new AbortController();
const all = (): boolean => true;

/** A server that stands alone, with keys of which some expire. */
function alone(runId: string, keys: number, expiring = 0): Profile {
  const databases = keys === 0 ? [] : [{ index: 0, keys, expiring, hashesWithFieldTtl: null }];
  return profileOf({ runId, databases, keys });
}

/** A watch over a source that answers so, one after the other. */
function watching(first: Profile, ...later: Profile[]) {
  const tally = new Tally({ now: () => 0 });
  let asked = 0;
  const profile = (): Promise<Profile> => {
    const answer = later[asked++];
    return answer === undefined ? Promise.reject(new Error('asked too often')) : Promise.resolve(answer);
  };
  const watch = new SourceWatch({ profile }, tally, first);
  const met = (runId: string, replica = false, scans: readonly ScanState[] = []) =>
    watch.met({ node: '', runId, replica }, all, scans, signal);
  return { watch, tally, met, asked: () => asked };
}

const emptied = { code: 'source.emptied' };

describe('another process of the source', () => {
  it('is asked once, and measured by the one before it', async () => {
    const { met, asked, tally } = watching(alone('a', 100), alone('b', 100), alone('c', 100));
    await met('a');
    await Promise.all([met('b'), met('b')]);
    await met('');
    expect(asked()).toBe(1);
    await met('c');
    expect(asked()).toBe(2);
    expect([tally.notices, tally.sourceLost]).toEqual([[], false]);
  });

  it.each([
    ['nothing', 150_000, 0, 0],
    ['less than half', 150_000, 0, 74_999],
    ['less than half of what does not expire', 150_000, 50_000, 49_999],
    ['nothing, though all may have expired', 150_000, 150_000, 0],
    ['hardly anything, though all may have expired', 150_000, 150_000, 1_499],
  ])('lost its data where it holds %s', async (_, held, expiring, holds) => {
    const { met, watch, tally } = watching(alone('a', held, expiring), alone('b', holds));
    await expect(met('b')).rejects.toMatchObject(emptied);
    // What comes after it is measured by the same.
    expect(watch.held['']).toMatchObject({ runId: 'a', keys: { 0: held } });
    expect(tally.notices).toEqual([]);
  });

  it.each([
    ['half of them', 150_000, 0, 75_000, true],
    ['nearly all', 150_000, 0, 149_999, true],
    ['all that do not expire', 150_000, 50_000, 100_000, false],
    ['a hundredth of those that expire', 150_000, 150_000, 1_500, false],
  ])('goes on, and says so, where it holds %s', async (_, held, expiring, holds, lost) => {
    const { met, tally, watch } = watching(alone('a', held, expiring), alone('b', holds));
    await met('b');
    expect(tally.sourceLost).toBe(lost);
    expect(tally.notices).toEqual([expect.stringMatching(/the others expired, or were lost/)]);
    expect(tally.result('complete').status).toBe(lost ? 'incomplete' : 'done');
    expect(watch.held['']).toMatchObject({ runId: 'b' });
  });

  it('is measured by what was read, too', async () => {
    const counts = new Counts();
    counts.scanned(500);
    const position = { node: '', runId: 'a', database: 0, slots: '', cursor: '7' };
    const { met } = watching(alone('a', 1), alone('b', 1));
    await expect(met('b', false, [{ position, counts: counts.document() }])).rejects.toThrow(
      /holds 1 keys where it held 500/,
    );
  });

  it('of a replica is looked into where it is another one than before', async () => {
    const { met, asked } = watching(alone('a', 100), alone('a', 100), alone('b', 0));
    await met('its replica', true);
    await met('its replica', true);
    expect(asked()).toBe(0);
    await met('the next', true);
    expect(asked()).toBe(1);
    await expect(met('the last', true)).rejects.toMatchObject(emptied);
  });
});

describe('a run that goes on', () => {
  it('measures the source by what it held when the run was interrupted', () => {
    const before = watching(alone('a', 100)).watch.held;
    const { watch } = watching(alone('b', 0));
    expect(() => {
      watch.goOn(before, {}, []);
    }).toThrow(/holds 0 keys where it held 100/);
    const chosen = watching(alone('b', 0));
    chosen.watch.goOn(before, { sourceDatabase: 3 }, []);
    expect(chosen.tally.notices).toEqual([]);
  });

  it('of a cluster waits for a node that nobody serves the slots of just now', () => {
    const cluster = (nodes: Readonly<Record<string, string>>): Profile => {
      const shard = { address: 'h:1', keys: { 0: 50 }, expiring: { 0: 0 }, slots: 8_192 };
      const shards = Object.fromEntries(Object.keys(nodes).map((id) => [id, shard]));
      return profileOf({ mode: 'cluster', nodes, shards });
    };
    const { held } = watching(cluster({ one: '1', other: '2' })).watch;
    const { watch } = watching(cluster({ one: '1' }));
    watch.goOn(held, {}, []);
    expect(watch.held).toEqual(held);
  });
});
