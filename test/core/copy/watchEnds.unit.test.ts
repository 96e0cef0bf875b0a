import { expect, test } from 'vitest';
import { watchEnds } from '../../../src/core/copy/watchEnds';
import type { EndsLatency } from '../../../src/core/model/runDetail';

test('asks an end once a second, tells how long an answer is overdue, and outlives an end that is lost', async () => {
  const over = new AbortController();
  let now = 0;
  let turn = 0;
  let answer: (milliseconds: number) => void = () => undefined;
  const asked = { source: 0, target: 0 };
  const told: EndsLatency[] = [];
  await watchEnds(
    {
      source: {
        latency: () => {
          asked.source++;
          if (asked.source === 1) return Promise.resolve(2);
          if (asked.source === 3) return Promise.reject(new Error('lost'));
          return new Promise((resolve) => (answer = resolve));
        },
      },
      target: { latency: () => Promise.resolve(++asked.target) },
      clock: { now: () => now },
      sleep: async (milliseconds) => {
        now += milliseconds;
        turn++;
        if (turn === 4) answer(2_500);
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (turn === 6) over.abort();
      },
    },
    (latency) => told.push(latency),
    over.signal,
  );
  expect(told).toEqual([
    { source: 2, target: 1 },
    { source: 1_000, target: 2 },
    { source: 2_000, target: 3 },
    { source: 2_500, target: 4 },
    { source: null, target: 5 },
    { source: 1_000, target: 6 },
  ]);
  expect(asked).toEqual({ source: 4, target: 6 });
});
