/**
 * The same items, several of them asked for before the first is wanted: what comes by a cursor comes one after the other,
 * and over a long line each would be waited for. Their errors are thrown when their turn comes.
 * @param most how many are held or asked for, 1 or more
 */
export async function* readAhead<Item>(
  items: AsyncGenerator<Item, void>,
  most: number,
): AsyncGenerator<Item, void> {
  const ahead: Promise<IteratorResult<Item, void>>[] = [];
  const ask = (): void => {
    const next = items.next();
    // Until its turn comes it must not count as unhandled.
    next.catch(() => undefined);
    ahead.push(next);
  };
  try {
    while (ahead.length < most) ask();
    for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
      const { done, value } = await next;
      if (done === true) return;
      ask();
      yield value;
    }
  } finally {
    await Promise.allSettled(ahead);
    await items.return();
  }
}
