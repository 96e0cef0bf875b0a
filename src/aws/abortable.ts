/** What a promise gives, unless the signal aborts before. @throws the signal's reason */
export async function abortable<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  // Whatever becomes of it then, nobody waits for it.
  work.catch(() => undefined);
  signal.throwIfAborted();
  return await new Promise<Value>((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
