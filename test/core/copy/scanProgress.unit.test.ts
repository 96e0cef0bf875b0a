import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counts } from '../../../src/core/copy/counts';
import { ScanProgress } from '../../../src/core/copy/scanProgress';
import type { ScanPosition } from '../../../src/core/keyBatch';

const at = (cursor: string, change: Partial<ScanPosition> = {}): ScanPosition => ({
  ...{ node: '', runId: 'run', database: 0, slots: '' },
  cursor,
  ...change,
});

function copied(keys: number): Counts {
  const counts = new Counts();
  counts.scanned(keys);
  for (let key = 0; key < keys; key++) counts.copied(1);
  return counts;
}

const cursors = (progress: ScanProgress): string[] =>
  progress.states().map(({ position, counts }) => `${position.cursor}: ${String(counts.keys.scanned)}`);

describe('ScanProgress', () => {
  it('stands at the last position before which every batch is done, with the keys up to there', () => {
    // Batch n has n + 1 keys; some tell a position. They are done in any order, and not all of them.
    const positions = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
    const runs = positions.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: 0 })),
    );
    fc.assert(
      fc.property(runs, ([tells, order]) => {
        const progress = new ScanProgress();
        const steps = tells.map((tell, batch) =>
          progress.begin(tell ? { position: at(String(batch + 1)) } : {}),
        );
        const done = new Set<number>();
        for (const batch of order) {
          const step = steps[batch];
          if (step === undefined) throw new Error('no such step');
          expect(progress.done(step, copied(batch + 1))).toEqual([]);
          done.add(batch);
          const whole = tells.findIndex((_, index) => !done.has(index));
          const prefix = tells.slice(0, whole < 0 ? tells.length : whole);
          const last = prefix.lastIndexOf(true);
          const keys = ((last + 1) * (last + 2)) / 2;
          expect(cursors(progress)).toEqual(last < 0 ? [] : [`${String(last + 1)}: ${String(keys)}`]);
        }
      }),
    );
  });

  it('goes on from where it stood, and adds to what was counted', () => {
    const before = new ScanProgress();
    before.done(before.begin({ position: at('7') }), copied(3));
    before.done(before.begin({ position: at('5', { database: 2 }) }), copied(1));
    before.done(before.begin({}), copied(100));
    const after = new ScanProgress(before.states());
    expect(after.positions(0)).toEqual([at('7')]);
    expect(after.positions(1)).toEqual([]);
    expect(after.done(after.begin({ position: at('0') }), copied(4))).toEqual([]);
    expect(cursors(after)).toEqual(['0: 7', '5: 1']);
    // What is kept does not change when the run goes on.
    expect(cursors(before)).toEqual(['7: 3', '5: 1']);
  });

  it('tells once, at the end, what was counted behind the last position of a node that was lost', () => {
    const progress = new ScanProgress();
    progress.done(progress.begin({ position: at('3', { node: 'a', slots: '7' }) }), copied(4));
    progress.done(progress.begin({ node: 'a' }), copied(2));
    progress.done(progress.begin({ position: at('0', { node: 'b', slots: '9' }) }), copied(1));
    expect(progress.cut().map(({ counts }) => counts.keys.scanned)).toEqual([2]);
    expect(progress.cut()).toEqual([]);
    progress.done(progress.begin({ position: at('5', { node: 'a', slots: '7' }) }), copied(1));
    expect(cursors(progress)).toContain('5: 5');
  });

  it('tells scans of other slots and databases apart, whatever their order', () => {
    const progress = new ScanProgress();
    const one = at('1', { node: 'a', slots: '0-9' });
    const other = at('2', { node: 'b', slots: '10-16383' });
    progress.done(progress.begin({ position: one }), copied(1));
    progress.done(progress.begin({ position: other }), copied(2));
    progress.done(progress.begin({ position: { ...one, cursor: '3' } }), copied(3));
    expect(cursors(progress)).toEqual(['3: 4', '2: 2']);
  });

  it.each([
    ['another process', { runId: 'later' }],
    ['another node', { node: 'b' }],
  ])('counts anew what %s scans from the beginning', (_, change) => {
    const progress = new ScanProgress([{ position: at('9', { slots: '5' }), counts: copied(50).document() }]);
    const now = at('4', { slots: '5', ...change });
    const first = progress.begin({ node: now.node });
    const second = progress.begin({ position: now });
    expect(progress.done(second, copied(3))).toEqual([]);
    expect(cursors(progress)).toEqual(['9: 50']);
    const [restart, ...more] = progress.done(first, copied(2));
    expect(more).toEqual([]);
    expect(restart?.counts.keys.scanned).toBe(50);
    expect(cursors(progress)).toEqual(['4: 5']);
    expect(progress.done(progress.begin({ position: { ...now, cursor: '0' } }), copied(1))).toEqual([]);
    expect(cursors(progress)).toEqual(['0: 6']);
  });
});

describe('ScanProgress.settle', () => {
  it('counts no more what others read again', () => {
    const one = at('9', { node: 'a', slots: '0-9' });
    const other = at('0', { node: 'b', slots: '10-16383' });
    const progress = new ScanProgress([
      { position: one, counts: copied(5).document() },
      { position: other, counts: copied(6).document() },
      { position: at('4', { database: 3 }), counts: copied(7).document() },
    ]);
    // What goes on says so by where it stood.
    progress.done(progress.begin({ position: other }), copied(0));
    progress.done(progress.begin({ position: at('0', { node: 'c', slots: '0-9,500' }) }), copied(8));
    expect(progress.settle(0).map(({ position }) => position)).toEqual([one]);
    expect(progress.settle(0)).toEqual([]);
    expect(cursors(progress)).toEqual(['0: 6', '4: 7', '0: 8']);
  });

  it('leaves keys to the node that they came from', () => {
    const progress = new ScanProgress();
    const part = progress.begin({ node: 'a' });
    progress.done(part, copied(3));
    progress.done(progress.begin({ position: at('1', { node: 'b', slots: '1' }) }), copied(4));
    expect(cursors(progress)).toEqual(['1: 4']);
    progress.done(progress.begin({ position: at('2', { node: 'a', slots: '0' }) }), copied(5));
    expect(cursors(progress)).toEqual(['1: 4', '2: 8']);
  });
});

describe('Counts', () => {
  it('takes back what it took in', () => {
    const entry = { key: 'aw==', db: 0, type: 'string', reason: 'why' } as const;
    const made = fc
      .array(fc.constantFrom('copied', 'skipped', 'expired', 'quarantined', 'lost', 'function'))
      .map((events) => {
        const counts = new Counts();
        for (const event of events) {
          if (event === 'copied') counts.copied(7);
          else if (event === 'quarantined') counts.quarantined({ ...entry });
          else if (event === 'lost') counts.lost('hash-field-ttl');
          else if (event === 'function') counts.functionCopied();
          else counts[event]();
        }
        return counts;
      });
    fc.assert(
      fc.property(made, made, (one, other) => {
        const before = one.document();
        one.add(other.document());
        expect(one.bytes).toBe(before.bytes + other.bytes);
        one.remove(other.document());
        expect(one.document()).toEqual(before);
      }),
    );
  });
});
