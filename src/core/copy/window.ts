/** How much may be under way at once. */
export interface WindowLimits<Item> {
  /** Items; at least one is always let in. */
  readonly items: number;
  /** The sum of their weights that may not be passed before another one is let in. */
  readonly weight: number;
  readonly weigh: (item: Item) => number;
}

/**
 * Works on items as they come, several at once, and yields each result as soon as it is there. The source is asked for
 * its next item while work goes on, so that reading and writing overlap; no more is held than the limits say, and one
 * item that was read ahead. When one fails, the others under way are awaited, then that error is thrown.
 */
export async function* inWindow<Item, Result>(
  items: AsyncIterable<Item>,
  limits: WindowLimits<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const iterator = items[Symbol.asyncIterator]();
  const working = new Set<Promise<Ready<Item, Result>>>();
  let weight = 0;
  let reading: Promise<Ready<Item, Result>> | null = null;
  let ended = false;
  try {
    for (;;) {
      if (!ended && reading === null && working.size < limits.items && weight <= limits.weight) {
        reading = iterator.next().then((next) => ({ kind: 'read', next }) as const);
      }
      const waiting = reading === null ? [...working] : [reading, ...working];
      if (waiting.length === 0) return;
      const ready = await Promise.race(waiting);
      if (ready.kind === 'done') {
        working.delete(ready.promise);
        weight -= ready.weight;
        yield ready.result;
        continue;
      }
      reading = null;
      if (ready.next.done === true) {
        ended = true;
        continue;
      }
      const item = ready.next.value;
      const itemWeight = limits.weigh(item);
      weight += itemWeight;
      const promise: Promise<Ready<Item, Result>> = work(item).then((result) => ({
        kind: 'done',
        promise,
        result,
        weight: itemWeight,
      }));
      working.add(promise);
    }
  } finally {
    await Promise.allSettled(reading === null ? working : [reading, ...working]);
    await iterator.return?.();
  }
}

type Ready<Item, Result> =
  | { readonly kind: 'read'; readonly next: IteratorResult<Item> }
  | {
      readonly kind: 'done';
      readonly promise: Promise<Ready<Item, Result>>;
      readonly result: Result;
      readonly weight: number;
    };
