import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RateWindows } from '../../../src/core/sample/rateWindows';

it('gives the rate and its spread, of windows of a fifth of a second', () => {
  const windows = new RateWindows(0);
  let now = 0;
  for (const keys of [100, 100, 100, 100, 100, 100, 100, 100, 300, 10]) {
    now += 200;
    expect(windows.read(keys, now)).toBe(true);
  }
  expect(windows.seconds(now)).toBe(2);
  expect(windows.spread(now)).toEqual({ least: 50, median: 500, most: 1500 });
});

it('does not count what had gathered in a pause, nor the pause', () => {
  const windows = new RateWindows(0);
  windows.read(100, 200);
  windows.paused(5000);
  windows.read(9000, 5200);
  windows.read(100, 5400);
  expect(windows.spread(5400)).toEqual({ least: 500, median: 500, most: 500 });
  expect(windows.seconds(5400)).toBeCloseTo(0.6);
});

it('less than a window is measured as a whole, and nothing is no rate', () => {
  const windows = new RateWindows(0);
  expect(windows.spread(0)).toBeNull();
  windows.read(50, 100);
  expect(windows.spread(100)).toEqual({ least: 500, median: 500, most: 500 });
  expect(new RateWindows(0).spread(100)).toBeNull();
});

it('the least is never more than the most, and none is nothing', () => {
  const step = fc.record({ keys: fc.nat(10_000), ms: fc.nat(500), pause: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const windows = new RateWindows(0);
      let now = 0;
      for (const { keys, ms, pause } of steps) {
        now += ms;
        if (pause) windows.paused(now);
        else windows.read(keys, now);
      }
      const spread = windows.spread(now);
      expect(windows.seconds(now)).toBeLessThanOrEqual(now / 1000);
      if (spread === null) return;
      expect(spread.least).toBeGreaterThan(0);
      expect(spread.least).toBeLessThanOrEqual(spread.median);
      expect(spread.median).toBeLessThanOrEqual(spread.most);
    }),
  );
});
