import { expect, test } from 'vitest';
import { counted } from '../../src/core/report/counted';
import { percent, timeLeft } from '../../src/app/desk/format';

test('a count goes with its noun', () => {
  expect([counted(0, 'key'), counted(1, 'key'), counted(50_000, 'key')]).toEqual([
    '0 keys',
    '1 key',
    '50,000 keys',
  ]);
  expect([counted(1, 'hash'), counted(1204, 'hash')]).toEqual(['1 hash', '1,204 hashes']);
});

test('100 % is said only when all is done', () => {
  expect([percent(0), percent(0.6249), percent(0.9999), percent(1)]).toEqual([
    '0 %',
    '62 %',
    '99 %',
    '100 %',
  ]);
});

test('time left is no finer than a guess can be', () => {
  expect([0, 0.3, 3.6, 89, 95, 601, 7800].map(timeLeft)).toEqual([
    '1 s left',
    '1 s left',
    '4 s left',
    '89 s left',
    '2 min left',
    '10 min left',
    '2 h 10 min left',
  ]);
});
