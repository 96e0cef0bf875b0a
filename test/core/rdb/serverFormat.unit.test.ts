import { describe, expect, it } from 'vitest';
import type { Product } from '../../../src/core/model/profile';
import { acceptsFooter, ownRdbVersion, readsType } from '../../../src/core/rdb/serverFormat';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';

/** Measured: the RDB version that each server writes, and the type bytes that it reads. 22 means Valkey's. */
const old = [0, 1, 2, 3, 4, 9, 10, 11, 12, 13];
const since = (...more: number[]): number[] => [...old, ...more];
const MEASURED: readonly (readonly [Product, string, number, readonly number[]])[] = [
  ['redis', '2.8.24', 6, old],
  ['redis', '3.0.7', 6, old],
  ['redis', '3.2.13', 7, since(14)],
  ['redis', '4.0.14', 8, since(5, 14)],
  ['redis', '5.0.14', 9, since(5, 14, 15)],
  ['redis', '6.0.16', 9, since(5, 14, 15)],
  ['redis', '6.2.14', 9, since(5, 14, 15)],
  ['redis', '7.0.15', 10, since(5, 14, 15, 16, 17, 18, 19)],
  ['redis', '7.2.6', 11, since(5, 14, 15, 16, 17, 18, 19, 20, 21)],
  ['redis', '7.4.1', 12, since(5, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25)],
  ['redis', '8.0.2', 12, since(5, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25)],
  ['redis', '8.6.3', 13, since(5, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 26)],
  ['valkey', '7.2.7', 11, since(5, 14, 15, 16, 17, 18, 19, 20, 21)],
  ['valkey', '8.0.1', 11, since(5, 14, 15, 16, 17, 18, 19, 20, 21)],
  ['valkey', '8.1.1', 11, since(5, 14, 15, 16, 17, 18, 19, 20, 21)],
  ['valkey', '9.1.2', 80, since(5, 14, 15, 16, 17, 18, 19, 20, 21, 22)],
];

describe.each(MEASURED)('%s %s', (product, version, rdbVersion, types) => {
  const told: ServerFormat = { product, version, rdbVersion };
  const untold: ServerFormat = { product, version, rdbVersion: null };

  it(`writes RDB version ${String(rdbVersion)}, whether it tells or not`, () => {
    expect([ownRdbVersion(told), ownRdbVersion(untold)]).toEqual([rdbVersion, rdbVersion]);
  });

  it('reads exactly the types that were measured, modules aside', () => {
    const all = Array.from({ length: 256 }, (_, type) => type).filter((type) => type !== 6 && type !== 7);
    expect(all.filter((type) => readsType(told, type)).sort((a, b) => a - b)).toEqual(
      [...types].sort((a, b) => a - b),
    );
  });

  it('takes the footers that were measured', () => {
    const exact = ['2.8.24', '3.0.7'].includes(version);
    const taken = (footer: number): boolean => {
      if (exact) return footer === 6;
      if (product === 'redis') return footer >= 1 && footer <= rdbVersion;
      return (footer >= 1 && footer <= 11) || (footer >= 80 && footer <= rdbVersion);
    };
    for (const footer of [1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 79, 80, 81, 255, 65_535]) {
      expect([footer, acceptsFooter(told, footer)]).toEqual([footer, taken(footer)]);
    }
    expect(acceptsFooter(told, 6)).toBe(true);
  });
});
