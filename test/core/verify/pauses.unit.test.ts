import { expect, it } from 'vitest';
import { Pauses } from '../../../src/core/verify/pauses';

it('lets waits end together, so that many of them need few timers', async () => {
  let now = 1_000;
  const slept: number[] = [];
  const timers: (() => void)[] = [];
  const sleep = (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
    return new Promise((resolve) => timers.push(resolve));
  };
  const pauses = new Pauses({ now: () => now }, sleep, new AbortController().signal);
  const waits = Array.from({ length: 20 }, () => pauses.wait(50));
  now = 1_020;
  waits.push(pauses.wait(50), pauses.wait(150));
  expect(slept).toEqual([100, 180]);
  for (const end of timers) end();
  await Promise.all(waits);
  const next = pauses.wait(50);
  expect(slept).toEqual([100, 180, 80]);
  timers.at(-1)?.();
  await next;
});
