import { describe, expect, it } from 'vitest';
import type { ScanPosition } from '../../src/core/keyBatch';
import { SLOT_COUNT, formatSlotRanges, readSlotRanges } from '../../src/core/model/slotRanges';
import { ScanPositions } from '../../src/redis/scanPositions';

const ALONE = { node: '', runId: 'one', database: 0 };
const NODE = { node: 'node', runId: 'one', database: 0 };

const at = (slots: string, cursor: string, more: Partial<ScanPosition> = {}): ScanPosition => ({
  ...NODE,
  slots,
  cursor,
  ...more,
});

describe('positions of a server that stands alone', () => {
  it('are gone on from by the same process in the same database only', () => {
    const known = new ScanPositions([{ ...ALONE, slots: '', cursor: '7' }]);
    expect(known.cursorOf(ALONE).cursor).toBe('7');
    expect(known.cursorOf({ ...ALONE, database: 1 }).cursor).toBe('0');
    expect(known.cursorOf({ ...ALONE, runId: 'two' }).cursor).toBe('0');
    expect(known.outlived(ALONE)).toBe(false);
    expect(known.outlived({ ...ALONE, runId: 'two' })).toBe(true);
  });

  it('follow the scan to its end', () => {
    const known = new ScanPositions();
    expect(known.cursorOf(ALONE)).toEqual({ cursor: '0', used: [] });
    for (const cursor of ['5', '3', '0']) known.learn({ ...ALONE, slots: '', cursor });
    expect(known.cursorOf(ALONE).cursor).toBe(null);
  });

  it('that are none do not count: a process without a name, a cursor that is no number', () => {
    const nameless = { ...ALONE, runId: '' };
    const known = new ScanPositions([
      { ...nameless, slots: '', cursor: '7' },
      { ...ALONE, slots: '', cursor: '7 COUNT 1' },
    ]);
    known.learn({ ...nameless, slots: '', cursor: '8' });
    expect(known.cursorOf(nameless).cursor).toBe('0');
    expect(known.cursorOf(ALONE).cursor).toBe('0');
  });
});

describe('positions of a node of a cluster', () => {
  const left = (from: readonly ScanPosition[], wanted: string): [string, string] => {
    const { slots, cursor } = new ScanPositions(from).remainder(
      NODE,
      readSlotRanges(wanted) ?? new Uint8Array(SLOT_COUNT),
    );
    return [formatSlotRanges(slots), cursor];
  };

  it('go on when they cover all that is wanted', () => {
    expect(left([at('0-99', '7')], '0-99')).toEqual(['0-99', '7']);
    expect(left([at('0-99', '7')], '10-20')).toEqual(['10-20', '7']);
    expect(left([at('0-99', '7')], '0-100')).toEqual(['0-100', '0']);
    expect(left([at('0-99', '7', { runId: 'two' })], '0-99')).toEqual(['0-99', '0']);
    expect(left([at('0-99', '7', { node: 'other' })], '0-99')).toEqual(['0-99', '0']);
  });

  it('leave out what scans to the end have read', () => {
    expect(left([at('0-99', '0')], '0-99')).toEqual(['', '0']);
    expect(left([at('0-99', '0')], '50-120')).toEqual(['100-120', '0']);
    expect(left([at('0-99', '0'), at('100-110', '0'), at('90-130', '4')], '0-120')).toEqual(['111-120', '4']);
  });

  it('tell which of them count', () => {
    const [over, far] = [at('0-99', '0'), at('100-200', '4')];
    const useless = [at('300', '0'), at('0-99', '0', { runId: 'two' })];
    const known = new ScanPositions([over, far, ...useless]);
    expect(known.remainder(NODE, readSlotRanges('50-120') ?? new Uint8Array(SLOT_COUNT)).used).toEqual([
      over,
      far,
    ]);
  });

  it('of a process that is gone are forgotten', () => {
    const known = new ScanPositions([at('0-99', '0')]);
    known.learn(at('0-9', '3', { runId: 'two' }));
    expect(
      formatSlotRanges(known.remainder(NODE, readSlotRanges('0-99') ?? new Uint8Array(SLOT_COUNT)).slots),
    ).toBe('0-99');
  });
});
