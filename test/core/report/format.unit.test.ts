import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatShort } from '../../../src/core/report/format';

describe('numbers', () => {
  it.each<[string, string]>([
    [formatCount(1_234_567.4), '1,234,567'],
    [formatBytes(0), '0 B'],
    [formatBytes(999), '999 B'],
    [formatBytes(1000), '1 kB'],
    [formatBytes(3_140_000_000), '3.1 GB'],
    [formatBytes(999_960), '1 MB'],
    [formatShort(512), '512'],
    [formatShort(12_400_000), '12.4 M'],
    [formatShort(31_000), '31 k'],
    [formatDuration(4.23), '4.2 s'],
    [formatDuration(9.97), '10 s'],
    [formatDuration(89.4), '89 s'],
    [formatDuration(240), '4 min'],
    [formatDuration(4800), '80 min'],
    [formatDuration(6000), '1 h 40 min'],
    [formatDuration(7200), '2 h'],
  ])('%s is %s', (actual, expected) => {
    expect(actual).toBe(expected);
  });

  it('are never broken', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e15, noNaN: true })), (value) => {
        for (const text of [
          formatBytes(value),
          formatShort(value),
          formatDuration(value),
          formatCount(value),
        ]) {
          expect(text).toMatch(/^[\d,]+(\.\d)?( ?[kMGT]?B?| (s|min|h)( \d+ min)?)$/);
        }
      }),
    );
  });
});
