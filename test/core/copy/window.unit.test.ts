import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWindow } from '../../../src/core/copy/window';
import type { WindowLimits } from '../../../src/core/copy/window';

async function* numbers(count: number, seen: { read: number; closed: boolean }): AsyncGenerator<number> {
  try {
    for (let item = 0; item < count; item++) {
      seen.read++;
      await Promise.resolve();
      yield item;
    }
  } finally {
    seen.closed = true;
  }
}

/** So many items at once, whatever they weigh. */
const upTo = (items: number): WindowLimits<number> => ({ items, weight: Infinity, weigh: () => 1 });

const start = (): { read: number; closed: boolean } => ({ read: 0, closed: false });

describe('inWindow', () => {
  it('works on every item once, never on more at once than asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(30),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.nat(3)),
        async (count, size, delays) => {
          let working = 0;
          let most = 0;
          const results: number[] = [];
          const work = async (item: number): Promise<number> => {
            most = Math.max(most, ++working);
            for (let turn = delays[item] ?? 0; turn > 0; turn--) await Promise.resolve();
            working--;
            return item * 2;
          };
          for await (const result of inWindow(numbers(count, start()), upTo(size), work))
            results.push(result);
          expect(results.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, item) => item * 2));
          expect(most).toBeLessThanOrEqual(size);
        },
      ),
    );
  });

  it('lets no more in once what is under way weighs enough', async () => {
    let working = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
      most = Math.max(most, ++working);
      await sleep(1);
      working--;
      return item;
    };
    const limits = { items: 100, weight: 20, weigh: () => 10 };
    for await (const item of inWindow(numbers(30, start()), limits, work)) expect(item).toBeLessThan(30);
    // 10 and 20 do not pass the limit, so a third is let in.
    expect(most).toBe(3);
  });

  it('does not read ahead of a consumer that is slow', async () => {
    const seen = start();
    const iterator = inWindow(numbers(1000, seen), upTo(3), (item) => Promise.resolve(item));
    await iterator.next();
    await sleep(10);
    expect(seen.read).toBeLessThanOrEqual(5);
    await iterator.return(undefined);
    expect(seen.closed).toBe(true);
  });

  it('throws the error of the work once the others have ended, and closes the source', async () => {
    const seen = start();
    let ended = 0;
    const work = async (item: number): Promise<number> => {
      if (item === 2) throw new Error('full');
      await sleep(20);
      ended++;
      return item;
    };
    const run = async (): Promise<void> => {
      for await (const result of inWindow(numbers(100, seen), upTo(4), work)) expect(result).toBeLessThan(2);
    };
    await expect(run()).rejects.toThrow('full');
    const atEnd = ended;
    await sleep(40);
    expect(ended).toBe(atEnd);
    expect(seen.closed).toBe(true);
  });

  it('throws the error of the source after the work under way', async () => {
    let ended = 0;
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      await sleep(1);
      throw new Error('lost');
    }
    const run = async (): Promise<void> => {
      const work = async (item: number): Promise<number> => {
        await sleep(20);
        return item + ended++;
      };
      for await (const result of inWindow(broken(), upTo(4), work)) expect(result).toBe(1);
    };
    await expect(run()).rejects.toThrow('lost');
    expect(ended).toBe(1);
  });

  it('leaves no rejection unhandled when several fail at once', async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const run = async (): Promise<void> => {
      for await (const result of inWindow(numbers(10, start()), upTo(4), () =>
        Promise.reject(new Error('no')),
      )) {
        throw new Error(`unexpected ${String(result)}`);
      }
    };
    await expect(run()).rejects.toThrow('no');
    await sleep(20);
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });
});
