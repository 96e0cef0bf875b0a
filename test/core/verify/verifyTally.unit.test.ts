import { expect, it } from 'vitest';
import { VerifyTally } from '../../../src/core/verify/verifyTally';

it('counts what was written and deleted before all is compared again, and nothing else of it', () => {
  const clock = { now: () => 0 };
  const before = new VerifyTally(clock);
  before.equal(5);
  before.repaired(2);
  before.deletedExtras(3);
  before.extra(new Uint8Array([1]), 0);
  const again = new VerifyTally(clock);
  again.goOnFrom(before);
  again.equal(4);
  expect(again.deleted).toBe(3);
  expect(again.result('complete')).toMatchObject({
    differencesTotal: 0,
    keys: { compared: 4, equal: 4, extra: 0, repaired: 2, deleted: 3 },
  });
});
