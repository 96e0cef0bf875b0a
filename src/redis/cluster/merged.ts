/** Runs several generators at once, up to `most`, and yields what comes from whichever has it first. */
export async function* merged<Item>(
  sources: readonly (() => AsyncGenerator<Item>)[],
  most: number,
): AsyncGenerator<Item> {
  const waiting = [...sources];
  const running = new Map<AsyncGenerator<Item>, Promise<Turn<Item>>>();
  const ask = (source: AsyncGenerator<Item>): void => {
    const turn = source.next().then((next) => ({ source, next }));
    // Its error is thrown when it wins the race; until then it must not count as unhandled.
    turn.catch(() => undefined);
    running.set(source, turn);
  };
  try {
    for (;;) {
      while (running.size < most && waiting.length > 0) {
        const start = waiting.shift();
        if (start !== undefined) ask(start());
      }
      if (running.size === 0) return;
      const { source, next } = await Promise.race(running.values());
      if (next.done === true) {
        running.delete(source);
        continue;
      }
      ask(source);
      yield next.value;
    }
  } finally {
    await Promise.allSettled([...running.keys()].map((source) => source.return(undefined)));
  }
}

interface Turn<Item> {
  readonly source: AsyncGenerator<Item>;
  readonly next: IteratorResult<Item>;
}
