import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it holds, for twenty seconds. @throws what it threw last */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(100);
    }
  }
}
