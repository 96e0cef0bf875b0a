import { expect, it } from 'vitest';
import { once } from '../../src/core/once';

it('makes a thing once for all who ask, and anew after a failure', async () => {
  let made = 0;
  const give = once(() => {
    made += 1;
    return made === 1 ? Promise.reject(new Error('first')) : Promise.resolve(made);
  });
  await expect(give()).rejects.toThrow('first');
  expect(await Promise.all([give(), give()])).toEqual([2, 2]);
  expect(await give()).toBe(2);
});
