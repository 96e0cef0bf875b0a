import type { Waiting } from './model/progress';
import type { RetryProgress } from './model/runDetail';
import type { RetryPolicy } from './ports';

/** How long a run waits unless it is told otherwise, in seconds. */
export const RETRY_FOR_SECONDS = 30;

/** Whom a run is waiting for, and whether its target is still the process that was written to. */
export class Waits {
  readonly #seconds: number;
  readonly #waiting = new Map<Waiting['end'], Waiting>();
  readonly #begun = new Map<string, RetryProgress>();
  /** Counts changes. */
  #changes = 0;
  #wake: (() => void) | null = null;
  #targetRestarted = false;

  /** @param seconds how long to wait while nothing comes forward */
  constructor(seconds = RETRY_FOR_SECONDS) {
    this.#seconds = seconds;
  }

  /** The first that is waited for; null while all goes on. */
  get waiting(): Waiting | null {
    const [first = null] = this.#waiting.values();
    return first;
  }

  /** How often each end was waited for, by what it failed with. */
  get retries(): readonly RetryProgress[] {
    return [...this.#begun.values()];
  }

  /** True once a target that was written to was found to be another process. */
  isTargetAnother(): boolean {
    return this.#targetRestarted;
  }

  /** All is written again. */
  forgetRestart(): void {
    this.#targetRestarted = false;
  }

  /** What one end is to go by. */
  policyOf(end: Waiting['end']): RetryPolicy {
    return {
      seconds: this.#seconds,
      onWait: (failure) => {
        if (failure === null) this.#waiting.delete(end);
        else this.#begin({ end, code: failure.code });
        this.#changes++;
        this.#wake?.();
      },
      ...(end === 'target'
        ? {
            onRestart: () => {
              this.#targetRestarted = true;
            },
          }
        : {}),
    };
  }

  #begin(waiting: Waiting): void {
    const { end, code } = waiting;
    // Told again of what is waited for already, with another reason or the same.
    const isNew = this.#waiting.get(end)?.code !== code;
    this.#waiting.set(end, waiting);
    if (!isNew) return;
    const name = `${end} ${code}`;
    this.#begun.set(name, { end, code, times: (this.#begun.get(name)?.times ?? 0) + 1 });
  }

  /**
   * Hands events on, and puts in one more whenever a wait begins or ends.
   * @param say makes that event
   */
  async *told<Event>(events: AsyncGenerator<Event>, say: () => Event): AsyncGenerator<Event> {
    try {
      let seen = this.#changes;
      let next = events.next();
      for (;;) {
        const ready = await Promise.race([next, this.#change(seen)]);
        if (ready === 'changed') {
          seen = this.#changes;
          yield say();
          continue;
        }
        if (ready.done === true) return;
        yield ready.value;
        next = events.next();
      }
    } finally {
      await events.return(undefined);
    }
  }

  /** One promise a question: what nobody asks for any more is forgotten. */
  async #change(seen: number): Promise<'changed'> {
    if (this.#changes === seen) await new Promise<void>((resolve) => (this.#wake = resolve));
    return 'changed';
  }
}
