import type { Log } from '../../../core/ports';
import { inBackground } from '../../desk/inBackground';
import { NO_HISTORY, comparedOf, runEvent, withEvent } from './history';
import type { History, HistoryEvent } from './history';
import type { KeptFindings } from './keptFindings';
import type { EndedVerification } from './proving';
import type { WizardState } from './wizardState';

/** What keeping a history asks of the world. */
export interface HistoryWork {
  readonly kept: Pick<KeptFindings, 'readHistory' | 'writeHistory'>;
  readonly log: Log;
}

/** The history of a migration, kept in a file as it grows. */
export class KeptHistory {
  private known = NO_HISTORY;
  /** Each write follows on what was done before, the reading of what is kept first. */
  private last: Promise<void> | undefined;

  constructor(private readonly work: HistoryWork) {}

  get history(): History {
    return this.known;
  }

  /** Reads what earlier windows kept, once. */
  async load(): Promise<void> {
    this.last ??= this.read();
    await this.last;
  }

  /** Takes in the runs that are over: they go on while no page looks on. What stands there already changes nothing. */
  note(state: Pick<WizardState, 'run' | 'rehearsal'> | null): void {
    for (const run of [state?.rehearsal, state?.run]) {
      if (run?.state !== 'finished') continue;
      const event = runEvent(run);
      const before = this.known.events.find(({ runId }) => runId === run.id);
      if (JSON.stringify(before) !== JSON.stringify(event)) this.put(event);
    }
  }

  /** Adds a verification beside runs. */
  add({ repair, result, ...when }: EndedVerification): void {
    const kind = repair ? 'repair' : 'verification';
    const compared = result === null ? null : comparedOf(result);
    this.put({ kind, runId: null, ...when, keys: null, compared });
  }

  /** Forgets it: the ends are others. */
  forget(): void {
    if (this.last !== undefined && this.known.events.length === 0) return;
    this.known = NO_HISTORY;
    // What earlier windows kept is none of the new pair's either.
    this.last = Promise.resolve();
    this.write();
  }

  private put(event: HistoryEvent): void {
    this.known = withEvent(this.known, event);
    this.write();
  }

  private write(): void {
    const written = this.load().then(() => this.work.kept.writeHistory(this.known));
    inBackground(this.work.log, 'Keeping the history of a migration', written);
    this.last = written.catch(() => undefined);
  }

  private async read(): Promise<void> {
    const before = await this.work.kept.readHistory();
    const { events } = this.known;
    this.known = events.reduce(withEvent, before);
  }
}
