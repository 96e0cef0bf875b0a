import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Room } from '../../src/core/room';

it('never lets out more than its size, but for who has it alone, and serves everybody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(30), { maxLength: 20 }), fc.scheduler(), async (wanted, scheduler) => {
      const room = new Room(20);
      let held = 0;
      const served = wanted.map(async (bytes) => {
        await room.take(bytes);
        held += bytes;
        expect(held <= 20 || held === bytes).toBe(true);
        await scheduler.schedule(Promise.resolve());
        held -= bytes;
        room.give(bytes);
      });
      await scheduler.waitFor(Promise.all(served));
      expect(room.takeNow(20)).toBe(true);
    }),
  );
});

it('keeps its turns: nobody slips in before one who waits', async () => {
  const room = new Room(10);
  expect(room.takeNow(6)).toBe(true);
  let large = false;
  const waiting = room.take(50).then(() => (large = true));
  expect(room.takeNow(1)).toBe(false);
  await Promise.resolve();
  expect(large).toBe(false);
  room.give(6);
  await waiting;
  expect(room.takeNow(1)).toBe(false);
  room.give(50);
  expect(room.takeNow(1)).toBe(true);
});
