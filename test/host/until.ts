/** Far longer than anything takes, also on a machine that is busy with something else: what comes, comes as soon as it is there. */
const WAIT_MS = 30_000;
const LOOK_EVERY_MS = 20;

/**
 * Looks again and again, until there is something to be seen.
 * @param look undefined or false as long as there is nothing
 * @param told what there is instead
 * @throws Error with that when nothing comes in time
 */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  told: () => string,
  timeoutMs = WAIT_MS,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const late = performance.now() > end;
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (late) throw new Error(told());
    await sleep(LOOK_EVERY_MS);
  }
}

/** Waits so many milliseconds. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
