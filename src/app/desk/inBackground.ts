import type { Log } from '../../core/ports';

/** Lets something go on by itself. What goes wrong in it ends in the log. */
export function inBackground(log: Log, what: string, promise: PromiseLike<unknown>): void {
  promise.then(undefined, (error: unknown) => {
    // The message may quote what it was given; the name says enough to find the place.
    log.error(`${what} failed: ${error instanceof Error ? error.name : typeof error}`);
  });
}
