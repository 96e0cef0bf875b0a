import { toFailure } from '../model/failure';
import type { Clock } from '../ports';
import { isResumable } from './checkpoint';
import type { Checkpoint, Checkpoints } from './checkpoint';
import type { CopyPorts } from './copyPorts';
import type { CopyPlan } from './plan';
import type { Tally } from './tally';
import { t } from '../model/t';
import { stored } from '../model/stored';

/** How long what is kept may be behind what is done. */
const INTERVAL_MS = 1_000;
/** Where keeping takes long, it may take this share of the time. */
const SHARE = 0.2;

/** Keeps checkpoints while a run goes on, now and then and without holding it up. */
export class Keeping {
  readonly #checkpoints: Checkpoints;
  readonly #clock: Clock;
  readonly #checkpoint: () => Omit<Checkpoint, 'state'>;
  readonly #tally: Tally;
  #saving: Promise<void> | null = null;
  #dueAt: number;
  #failed = false;

  /**
   * @param tally gets the run's id once something is kept, and a notice when something could not be
   * @param checkpoint how far the run has come at that moment
   */
  constructor(
    checkpoints: Checkpoints,
    clock: Clock,
    tally: Tally,
    checkpoint: () => Omit<Checkpoint, 'state'>,
  ) {
    this.#checkpoints = checkpoints;
    this.#clock = clock;
    this.#tally = tally;
    this.#checkpoint = checkpoint;
    this.#dueAt = clock.now() + INTERVAL_MS;
  }

  /** Says that there is more to keep; keeps it if it is time to. Does not wait. */
  note(): void {
    if (this.#saving !== null || this.#clock.now() < this.#dueAt) return;
    this.#saving = this.#save({ ...this.#checkpoint(), state: 'underWay' }).finally(
      () => (this.#saving = null),
    );
  }

  /** Keeps how far the run has come at once. Never throws. */
  async now(): Promise<void> {
    await this.#saving;
    await this.#save({ ...this.#checkpoint(), state: 'underWay' });
  }

  /** Keeps that there is nothing left to do. Never throws. */
  async finish(): Promise<void> {
    await this.#saving;
    const { keys, bytes } = this.#tally;
    const counted = { keys, bytes };
    await this.#save({ ...this.#checkpoint(), scans: [], libraries: null, counted, state: 'finished' });
  }

  async #save(checkpoint: Checkpoint): Promise<void> {
    const began = this.#clock.now();
    try {
      await this.#checkpoints.save(checkpoint);
      this.#tally.run = this.#checkpoints.run;
    } catch (error) {
      const { what, why } = toFailure(error, t('Could not keep how far the run has come'));
      if (!this.#failed) {
        this.#tally.notice(
          this.#tally.run === null
            ? stored('{0}: {1}. The copy goes on; if it is interrupted, it cannot be resumed.', what, why)
            : stored(
                '{0}: {1}. The copy goes on; if it is interrupted, it begins further back when it is resumed.',
                what,
                why,
              ),
        );
      }
      this.#failed = true;
    }
    const took = Math.max(0, this.#clock.now() - began);
    this.#dueAt = began + Math.max(INTERVAL_MS, took / SHARE);
  }
}

/** What keeps the checkpoints of a run; null when nothing is kept of it. */
export function keepingOf(
  plan: CopyPlan,
  { checkpoints, clock }: CopyPorts,
  tally: Tally,
  checkpoint: () => Omit<Checkpoint, 'state'>,
): Keeping | null {
  if (checkpoints === undefined || !isResumable(plan)) return null;
  return new Keeping(checkpoints, clock, tally, checkpoint);
}
