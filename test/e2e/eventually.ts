import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check for five seconds, until it holds. @throws what it threw last */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (let left = 50; left > 0; left -= 1) {
    try {
      await check();
      return;
    } catch {
      await sleep(100);
    }
  }
  await check();
}
