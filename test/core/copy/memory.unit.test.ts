import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_MEMORY, memoryBudget } from '../../../src/core/copy/memory';

const memory = fc.integer({ min: MAX_MEMORY.least, max: 4e9 });
const mode = fc.constantFrom('standalone', 'cluster');

it('holds no more at the worst than there is beside the program', () => {
  fc.assert(
    fc.property(memory, fc.integer({ min: 1, max: 4e9 }), mode, (maxMemory, bigKeyBytes, source) => {
      const budget = memoryBudget({ maxMemory, bigKeyBytes }, source);
      const keysAtOnce = source === 'cluster' ? 2 : 1;
      const held = budget.writingBytes + keysAtOnce * budget.bigKeyBytes + budget.batchBytes;
      const room = Math.max(budget.reading.room.size, budget.bigKeyBytes);
      expect(held).toBeLessThan(maxMemory - 60e6);
      expect(budget.writingBytes + budget.bigKeyBytes + room).toBeLessThan(maxMemory);
      expect(budget.bigKeyBytes).toBeLessThanOrEqual(bigKeyBytes);
      expect(budget.reading.keptBytes).toBeGreaterThanOrEqual(budget.bigKeyBytes);
      expect(budget.batchBytes).toBeGreaterThan(100_000);
    }),
  );
});

it('reads keys of 64 MB whole by default', () => {
  expect(memoryBudget({}, 'standalone')).toMatchObject({ bigKeyBytes: 64e6, batchBytes: 1 << 20 });
});
