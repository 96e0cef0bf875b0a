import type { Clock, Log } from '../../../core/ports';
import type { RunStatus } from '../../../core/model/run';
import type { VerifyResult } from '../../../core/model/verification';
import { inBackground } from '../../desk/inBackground';
import type { VerifyHold, VerifyOutcome } from '../../desk/runVerify';
import { problemOf } from '../problemOf';
import type { WizardState } from './wizardState';

/** What a verification asks of the world. */
export interface ProvingWork {
  /** Asks first where it is to repair: null when the user left. Never throws. */
  readonly verify: (state: WizardState, repair: boolean, hold: VerifyHold) => Promise<VerifyOutcome | null>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A verification that is over. */
export interface EndedVerification {
  readonly repair: boolean;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  readonly endedAt: number;
  readonly status: RunStatus;
  /** Null when it could not be carried out. */
  readonly result: VerifyResult | null;
}

/** The verification of a migration, beside those of its runs. It ends with the page. */
export class Proving {
  private found: WizardState['verification'] = { kind: 'none' };
  private current: AbortController | undefined;

  /** @param over told of each that was begun, however it ended */
  constructor(
    private readonly work: ProvingWork,
    private readonly changed: () => void,
    private readonly over: (ended: EndedVerification) => void,
  ) {}

  get state(): WizardState['verification'] {
    return this.found;
  }

  /** Compares anew, unless that is being done. */
  begin(state: WizardState, repair: boolean): void {
    if (this.current !== undefined) return;
    const controller = new AbortController();
    this.current = controller;
    inBackground(this.work.log, 'A verification', this.compare(state, repair, controller));
  }

  /** Shows one that was kept, unless another was begun. */
  restore(result: VerifyResult): void {
    if (this.current === undefined && this.found.kind === 'none') this.set({ kind: 'finished', result });
  }

  /** Asks it to stop. Nothing happens when none goes on. */
  stop(): void {
    if (this.current === undefined || this.found.kind !== 'running') return;
    this.current.abort();
    this.set({ ...this.found, stopping: true });
  }

  /** Forgets what was found: it is of another pair, or of before a copy. */
  forget(): void {
    if (this.current === undefined) this.set({ kind: 'none' });
  }

  dispose(): void {
    this.current?.abort();
  }

  private async compare(state: WizardState, repair: boolean, controller: AbortController): Promise<void> {
    const { clock, log, verify } = this.work;
    const before = this.found;
    const { signal } = controller;
    // A user who is asked first may take a while.
    let begunAt = clock.now();
    let goes = false;
    const outcome = await verify(state, repair, {
      signal,
      onProgress: (progress) => {
        if (!goes) begunAt = clock.now();
        goes = true;
        this.set({ kind: 'running', progress, stopping: signal.aborted });
      },
    });
    this.current = undefined;
    if (outcome === null) this.set(before);
    else if (outcome.kind === 'failed') {
      this.set({ kind: 'failed', problem: problemOf(log, outcome.failure, outcome.failedAt ?? null) });
      this.over({ repair, begunAt, endedAt: clock.now(), status: 'failed', result: null });
    } else {
      const { result } = outcome;
      this.set({ kind: 'finished', result });
      this.over({ repair, begunAt, endedAt: clock.now(), status: result.status, result });
    }
  }

  private set(found: WizardState['verification']): void {
    this.found = found;
    this.changed();
  }
}
