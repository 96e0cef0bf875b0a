import { expect, it } from 'vitest';
import { writesBetween } from '../../../src/core/plan/writeCommands';

it('counts what changed keys in between, and nothing else', () => {
  const before = { set: 10, get: 5, 'xgroup|create': 1, hset: 4 };
  const after = { set: 12, get: 500, 'xgroup|create': 4, hset: 4, del: 1, info: 9 };
  expect(writesBetween(before, after)).toEqual([
    ['xgroup|create', 3],
    ['set', 2],
    ['del', 1],
  ]);
});

it('is silent where counters were reset meanwhile', () => {
  expect(writesBetween({ set: 100 }, { set: 3 })).toEqual([]);
});
