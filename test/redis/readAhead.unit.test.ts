import { expect, it } from 'vitest';
import { readAhead } from '../../src/redis/readAhead';

it('asks for several at once, and gives them in order', async () => {
  let asked = 0;
  async function* pages(): AsyncGenerator<number, void> {
    for (let page = 0; page < 5; page++) {
      asked++;
      yield await Promise.resolve(page);
    }
  }
  const seen: number[] = [];
  for await (const page of readAhead(pages(), 3)) {
    await new Promise(setImmediate);
    seen.push(page);
    expect(asked).toBe(Math.min(5, seen.length + 3));
  }
  expect(seen).toEqual([0, 1, 2, 3, 4]);
});

it('throws an error when its turn comes, after what came before', async () => {
  async function* pages(): AsyncGenerator<number, void> {
    yield 1;
    yield await Promise.reject(new Error('lost'));
  }
  const ahead = readAhead(pages(), 4);
  expect(await ahead.next()).toEqual({ done: false, value: 1 });
  await expect(ahead.next()).rejects.toThrow('lost');
  expect(await ahead.next()).toEqual({ done: true, value: undefined });
});

it('ends what it reads when nobody wants more', async () => {
  let ended = false;
  async function* pages(): AsyncGenerator<number, void> {
    try {
      for (let page = 0; ; page++) yield await Promise.resolve(page);
    } finally {
      ended = true;
    }
  }
  for await (const page of readAhead(pages(), 3)) if (page === 2) break;
  expect(ended).toBe(true);
});
