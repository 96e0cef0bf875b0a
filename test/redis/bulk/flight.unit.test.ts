import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Flight } from '../../../src/redis/bulk/flight';

it('never lets more fly than its limit, and lets all land', async () => {
  const flight = new Flight();
  let flying = 0;
  let landed = 0;
  const work = async (): Promise<void> => {
    expect(++flying).toBeLessThanOrEqual(flight.limit);
    await sleep(1);
    flying--;
    landed++;
  };
  await Promise.all(Array.from({ length: 50 }, () => flight.fly(work)));
  expect(landed).toBe(50);
});

it('lets more out while a request takes no longer than the line', async () => {
  const flight = new Flight();
  const before = flight.limit;
  for (let round = 0; round < 5; round++) {
    await Promise.all(Array.from({ length: flight.limit }, () => flight.fly(() => sleep(30))));
  }
  expect(flight.limit).toBeGreaterThan(before + 5);
});

it('gives the place back when the work fails', async () => {
  const flight = new Flight();
  for (let round = 0; round < 5; round++) {
    await expect(flight.fly(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  }
  expect(await flight.fly(() => Promise.resolve(1))).toBe(1);
});
