import type { Endpoint } from '../../../core/model/endpoint';
import type { Log } from '../../../core/ports';
import type { ReadGates } from '../../desk/gateFacts';
import { inBackground } from '../../desk/inBackground';
import { problemOf } from '../problemOf';
import type { WizardState } from './wizardState';

/** What looking at the gates asks of the world. */
export interface GateWork {
  readonly readGates: (source: Endpoint, target: Endpoint, signal: AbortSignal) => Promise<ReadGates>;
  readonly log: Log;
}

const NONE: WizardState['gates'] = { busy: false, facts: null, problem: null };

/** What was seen of a migration's gates. */
export class GateWatch {
  private found: WizardState['gates'] = NONE;
  private current: AbortController | undefined;

  constructor(
    private readonly work: GateWork,
    private readonly changed: () => void,
  ) {}

  get state(): WizardState['gates'] {
    return this.found;
  }

  /** Looks anew, unless that is being done. */
  begin(source: Endpoint, target: Endpoint): void {
    if (!this.found.busy) inBackground(this.work.log, 'Checking the gates', this.look(source, target));
  }

  /** Forgets what was seen: it is of another pair. */
  forget(): void {
    this.dispose();
    this.set(NONE);
  }

  dispose(): void {
    this.current?.abort();
    this.current = undefined;
  }

  private async look(source: Endpoint, target: Endpoint): Promise<void> {
    const controller = new AbortController();
    this.current = controller;
    this.set({ ...this.found, busy: true, problem: null });
    const read = await this.work.readGates(source, target, controller.signal);
    if (this.current !== controller) return;
    if (read.kind === 'read') this.set({ ...NONE, facts: read.facts });
    else this.set({ ...NONE, problem: problemOf(this.work.log, read.failure, null) });
  }

  private set(found: WizardState['gates']): void {
    this.found = found;
    this.changed();
  }
}
