import { expect, it } from 'vitest';
import { Calm } from '../../../src/core/sample/calm';

/** A server that answers in these times, the last of them for ever, and how long was waited. */
function serverOf(times: readonly number[]): { calm: Promise<Calm>; waited: () => number } {
  const left = [...times];
  let waited = 0;
  const calm = Calm.learn({
    latency: () => Promise.resolve((left.length > 1 ? left.shift() : left[0]) ?? 0),
    sleep: (milliseconds) => {
      waited += milliseconds;
      return Promise.resolve();
    },
  });
  return { calm, waited: () => waited };
}

const BEFORE = [1, 2, 1, 30, 1];

it('goes on at once while answers come as before, give or take some milliseconds', async () => {
  const { calm, waited } = serverOf([...BEFORE, 10]);
  expect(await (await calm).settled()).toBe(true);
  expect(waited()).toBe(0);
});

it('waits while answers come late, and goes on when that is over', async () => {
  const { calm, waited } = serverOf([...BEFORE, 50, 50, 50, 2]);
  expect(await (await calm).settled()).toBe(true);
  expect(waited()).toBe(300);
});

it('gives up on a server that stays slow', async () => {
  const { calm, waited } = serverOf([...BEFORE, 50]);
  expect(await (await calm).settled()).toBe(false);
  expect(waited()).toBe(3_000);
});

it('takes a long way for what it is', async () => {
  const { calm, waited } = serverOf([200, 210, 190, 200, 200, 390]);
  expect(await (await calm).settled()).toBe(true);
  expect(waited()).toBe(0);
});
