import { describe, expect, it } from 'vitest';
import { shownPace } from '../../src/app/panel/wizard/shownPace';

describe('the pace of a run', () => {
  it('can be chosen from a key a second up, in steps that grow, to as fast as it goes', () => {
    const { stops, at, unblock } = shownPace({ pace: null, stopping: false });
    const limits = stops.map(({ keysPerSecond }) => keysPerSecond ?? Infinity);
    expect([limits[0], limits.at(-1)]).toEqual([1, Infinity]);
    expect(limits.slice(1, -1).every((limit, index) => limit / (limits[index] ?? 0) <= 2.5)).toBe(true);
    expect([at, unblock]).toEqual([stops.length - 1, null]);
    expect(stops[0]?.text).toBe('At most one key a second');
    expect(stops[1]?.text).toBe('At most 2 keys a second');
  });

  it('stands at what a run goes at, whatever that is', () => {
    const { stops, at } = shownPace({ pace: 7, stopping: false });
    expect(stops[at]?.keysPerSecond).toBe(7);
    expect(stops.map(({ keysPerSecond }) => keysPerSecond)).toContain(5);
    expect(shownPace({ pace: 5, stopping: true })).toMatchObject({
      at: 2,
      unblock: 'It is stopping already.',
    });
  });
});
