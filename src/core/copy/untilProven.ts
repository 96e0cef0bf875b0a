import type { Checkpoint, Checkpoints } from './checkpoint';

/**
 * Where a run that is verified in the end keeps how far it has come: it counts as finished only once it is proven, so that
 * one that is interrupted while it is verified can be resumed, and is verified then.
 */
export class UntilProven implements Checkpoints {
  readonly #checkpoints: Checkpoints;
  #finished: Checkpoint | null = null;

  constructor(checkpoints: Checkpoints) {
    this.#checkpoints = checkpoints;
  }

  get run(): string {
    return this.#checkpoints.run;
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    if (checkpoint.state === 'finished') this.#finished = checkpoint;
    else await this.#checkpoints.save(checkpoint);
  }

  /** Keeps that nothing is left to do. @throws Failure `file.unwritable`; the run can still be resumed */
  async proven(): Promise<void> {
    if (this.#finished !== null) await this.#checkpoints.save(this.#finished);
  }
}
