/**
 * Several streams as one, in the order in which their items come; at most `limit` are pulled at once, the others wait for
 * their turn. Whoever stops reading ends them all.
 */
export async function* merged<Item>(
  streams: readonly (() => AsyncIterator<Item>)[],
  limit: number,
): AsyncGenerator<Item> {
  const waiting = [...streams];
  const pulled = new Map<AsyncIterator<Item>, Promise<Pulled<Item>>>();
  const pull = (stream: AsyncIterator<Item>): void => {
    pulled.set(
      stream,
      stream.next().then((result) => ({ stream, result })),
    );
  };
  const startNext = (): void => {
    const next = waiting.shift();
    if (next !== undefined) pull(next());
  };
  for (let index = 0; index < limit; index += 1) startNext();
  try {
    while (pulled.size > 0) {
      const { stream, result } = await Promise.race(pulled.values());
      if (result.done === true) {
        pulled.delete(stream);
        startNext();
        continue;
      }
      yield result.value;
      // Not before: whoever stops reading has asked for no more.
      pull(stream);
    }
  } finally {
    for (const [stream, under] of pulled) {
      // What is under way is not waited for: nobody wants it any more.
      under.catch(() => undefined);
      stream.return?.(undefined).then(undefined, () => undefined);
    }
  }
}

interface Pulled<Item> {
  readonly stream: AsyncIterator<Item>;
  readonly result: IteratorResult<Item>;
}
