import { describe, expect, it } from 'vitest';
import { Breakdown } from '../../../src/core/copy/breakdown';
import { Counts } from '../../../src/core/copy/counts';
import type { CountsDocument } from '../../../src/core/copy/counts';

function countsOf(scanned: number, refused: readonly string[] = [], reason = 'refused'): CountsDocument {
  const counts = new Counts();
  counts.scanned(scanned);
  for (let index = refused.length; index < scanned; index++) counts.copied(10);
  for (const key of refused) counts.quarantined({ key, db: 0, type: 'string', reason });
  return counts.document();
}

function setUp() {
  const time = { now: 0 };
  const breakdown = new Breakdown(() => time.now);
  /** As of now. */
  const detail = () => {
    breakdown.refresh();
    return breakdown.detail();
  };
  return { time, breakdown, detail };
}

describe('Breakdown', () => {
  it('counts keys and bytes by node and database, beside what was to come', () => {
    const { breakdown, detail } = setUp();
    const shards = {
      bbbbbbbbbbbb: { address: '10.0.0.2:7000', keys: { 0: 70, 1: 5 } },
      aaaaaaaaaaaa: { address: '10.0.0.1:7000', keys: { 0: 30 } },
    };
    const pairs = [0, 1].map((database) => ({ source: database, target: database, keys: 100 }));
    breakdown.expect({ shards }, pairs, true);
    breakdown.add({ node: 'bbbbbbbbbbbb', database: 0 }, countsOf(40, ['a']));
    // One that came up since.
    breakdown.add({ node: 'cccccccccccc', database: 0 }, countsOf(2));
    // Function libraries are of no part.
    breakdown.add(null, countsOf(1));
    expect(detail().parts).toEqual([
      { node: '10.0.0.1:7000', database: 0, keys: 0, bytes: 0, total: 30 },
      { node: '10.0.0.1:7000', database: 1, keys: 0, bytes: 0, total: 0 },
      { node: '10.0.0.2:7000', database: 0, keys: 40, bytes: 390, total: 70 },
      { node: '10.0.0.2:7000', database: 1, keys: 0, bytes: 0, total: 5 },
      { node: 'cccccccc', database: 0, keys: 2, bytes: 20, total: 0 },
    ]);
  });

  it('does not say how many keys of a database are chosen where that is not known', () => {
    const { breakdown, detail } = setUp();
    breakdown.expect({}, [{ source: 4, target: 4, keys: 100 }], false);
    expect(detail().parts).toEqual([{ node: '', database: 4, keys: 0, bytes: 0, total: 0 }]);
  });

  it('groups what was not copied by reason, the most frequent first, with a few names', () => {
    const { breakdown, detail } = setUp();
    const part = { node: '', database: 0 };
    breakdown.add(part, countsOf(1, ['x'], 'too large'));
    breakdown.add(part, countsOf(4, ['a', 'b', 'c', 'd']));
    breakdown.add(part, countsOf(4, ['e', 'f', 'g']));
    expect(detail().errors).toEqual([
      { reason: 'refused', count: 7, examples: ['a', 'b', 'c', 'd', 'e'] },
      { reason: 'too large', count: 1, examples: ['x'] },
    ]);
    for (let reason = 0; reason < 50; reason++) {
      breakdown.add(part, countsOf(1, ['k'], `reason ${String(reason)}`));
    }
    expect(detail().errors).toHaveLength(20);
  });

  it('takes back what comes again', () => {
    const { breakdown, detail } = setUp();
    const part = { node: '', database: 0 };
    breakdown.add(part, countsOf(3, ['a']));
    const again = countsOf(2, ['b']);
    breakdown.add(part, again);
    breakdown.remove(part, again);
    expect(detail()).toMatchObject({ parts: [{ keys: 3, bytes: 20 }], errors: [{ count: 1 }] });
    breakdown.clear();
    expect(detail()).toMatchObject({ parts: [{ keys: 0, bytes: 0 }], errors: [] });
  });

  it('is up to date with every batch where there are few parts', () => {
    const { breakdown } = setUp();
    for (let keys = 1; keys < 10; keys++) {
      breakdown.add({ node: '', database: 0 }, countsOf(1));
      expect(breakdown.detail().parts).toMatchObject([{ keys }]);
    }
  });

  it('makes the fewer details a second the more parts there are, unless a phase is over', () => {
    const { breakdown, time } = setUp();
    for (let database = 1; database < 1_016; database++) breakdown.add({ node: '', database }, countsOf(0));
    const part = { node: '', database: 0 };
    breakdown.add(part, countsOf(1));
    const first = breakdown.detail();
    breakdown.add(part, countsOf(1));
    time.now = 499;
    expect(breakdown.detail()).toBe(first);
    time.now = 500;
    expect(breakdown.detail().parts[0]).toMatchObject({ keys: 2 });
    breakdown.add(part, countsOf(1));
    breakdown.refresh();
    expect(breakdown.detail().parts[0]).toMatchObject({ keys: 3 });
    // A clock that is set back.
    time.now = -1_000;
    breakdown.add(part, countsOf(1));
    expect(breakdown.detail().parts[0]).toMatchObject({ keys: 4 });
  });
});
