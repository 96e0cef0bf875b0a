import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merged } from '../../src/aws/merged';

async function* counting(name: string, count: number, ended?: string[]): AsyncGenerator<string> {
  try {
    for (let index = 0; index < count; index += 1) {
      await Promise.resolve();
      yield `${name}${String(index)}`;
    }
  } finally {
    ended?.push(name);
  }
}

describe('merged', () => {
  it('gives every item of every stream once, each stream in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        async (counts, limit) => {
          const streams = counts.map((count, index) => () => counting(`${String(index)}-`, count));
          const got: string[] = [];
          for await (const item of merged(streams, limit)) got.push(item);
          counts.forEach((count, index) => {
            const own = got.filter((item) => item.startsWith(`${String(index)}-`));
            expect(own).toEqual(Array.from({ length: count }, (_, at) => `${String(index)}-${String(at)}`));
          });
          expect(got).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
        },
      ),
    );
  });

  it('pulls no more streams at once than it may', async () => {
    let open = 0;
    let most = 0;
    const streams = Array.from(
      { length: 9 },
      () =>
        async function* () {
          open += 1;
          most = Math.max(most, open);
          await Promise.resolve();
          yield 1;
          open -= 1;
        },
    );
    let count = 0;
    for await (const one of merged(streams, 3)) count += one;
    expect(count).toBe(9);
    expect(most).toBe(3);
  });

  it('ends every stream when nobody reads on, and when one fails', async () => {
    const ended: string[] = [];
    for await (const item of merged([() => counting('a', 5, ended), () => counting('b', 5, ended)], 2)) {
      if (item === 'a1') break;
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended.sort()).toEqual(['a', 'b']);
    const failing = async function* (): AsyncGenerator<string> {
      await Promise.resolve();
      yield 'x';
      throw new Error('broken');
    };
    ended.length = 0;
    const read: string[] = [];
    await expect(
      (async () => {
        for await (const item of merged([failing, () => counting('c', 50, ended)], 2)) read.push(item);
      })(),
    ).rejects.toThrow('broken');
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toEqual(['c']);
  });
});
