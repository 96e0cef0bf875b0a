import { Failure } from '../model/failure';
import type { Profile } from '../model/profile';
import { stored } from '../model/stored';
import { t } from '../model/t';
import type { DatabaseChoice } from '../plan/pairDatabases';
import type { KeySource, ScannedProcess } from '../ports';
import { formatCount } from '../report/format';
import { exchanged, holdingsOf, slotsOf } from './holdings';
import type { Exchange, Holdings } from './holdings';
import type { ScanState } from './scanProgress';
import type { Tally } from './tally';
import { turns } from './turns';

/** Of keys that have no expiry, the part that an application may have deleted. */
const DELETED = 1 / 2;
/** Of all keys, the part that expiry does not take while a server is away. */
const SPARED = 1 / 100;

/** Which of the keys counted are to be read. */
type Chosen = (database: number) => boolean;

/**
 * Knows what the source held, and looks again where another process answers for it: a server that was restarted, or a
 * replica that was promoted, may have come without its data, and then looks like a small server that was read to its end.
 *
 * It has lost its data where less than half is left of the keys without an expiry, which nothing but deleting takes away,
 * or less than a hundredth of all keys: of those that expire nearly all may have gone by themselves while it was away, if
 * they live for seconds, but hardly every one. Where keys without an expiry lack and it is less than that, the copy goes
 * on, and is incomplete.
 */
export class SourceWatch {
  readonly #source: Pick<KeySource, 'profile'>;
  readonly #tally: Tally;
  readonly #inTurn = turns();
  /** By node: the replica that was read from. */
  readonly #replicas = new Map<string, string>();
  /** Processes that were looked at. */
  readonly #known = new Set<string>();
  #held: Holdings;
  readonly #clustered: boolean;

  /** @param now what the source holds */
  constructor(source: Pick<KeySource, 'profile'>, tally: Tally, now: Profile) {
    this.#source = source;
    this.#tally = tally;
    this.#clustered = now.mode === 'cluster';
    this.#held = holdingsOf(now);
    for (const { runId } of Object.values(this.#held)) this.#known.add(runId);
  }

  /** What is known to have been there last: what a process that comes later is measured by. */
  get held(): Holdings {
    return this.#held;
  }

  /**
   * Looks back at what the source held when the run was interrupted.
   * @throws Failure `source.emptied`
   */
  goOn(before: Holdings, choice: DatabaseChoice, scans: readonly ScanState[]): void {
    const now = this.#held;
    this.#held = before;
    this.#compare(now, chosenOf(choice), scans);
  }

  /**
   * Hears which process is about to be read; asks the source what it holds when it is another one.
   * @param chosen what is still to be read
   * @throws Failure `source.emptied`; whatever asking throws
   */
  async met(
    { node, runId, replica }: ScannedProcess,
    chosen: Chosen,
    scans: readonly ScanState[],
    signal: AbortSignal,
  ): Promise<void> {
    if (replica) {
      // Of the primary, as the profile is, only its replica's process is not known.
      const before = this.#replicas.get(node) ?? runId;
      this.#replicas.set(node, runId);
      if (before === runId) return;
    }
    await this.#inTurn(async () => {
      if (runId === '' || this.#known.has(runId)) return;
      this.#compare(holdingsOf(await this.#source.profile(signal)), chosen, scans);
      this.#known.add(runId);
    });
  }

  #compare(now: Holdings, chosen: Chosen, scans: readonly ScanState[]): void {
    const seen = (node: string, database: number): number => seenOf(scans, node, database);
    const exchange = exchanged(this.#held, now, chosen, seen);
    if (exchange !== null) this.#judge(exchange);
    // A node that is waited for is measured by what it held.
    const all = slotsOf(Object.entries(now)) >= slotsOf(Object.entries(this.#held));
    this.#held = all ? now : { ...this.#held, ...now };
    for (const { runId } of Object.values(now)) this.#known.add(runId);
  }

  #judge({ held, lasting, holds }: Exchange): void {
    if (holds < lasting * DELETED || holds < held * SPARED) throw this.#emptied(held, holds);
    if (holds >= held) return;
    if (holds < lasting) this.#tally.sourceLost = true;
    this.#tally.notice(
      stored(
        'The source was restarted, or another server took its place, and holds {0} keys where it held {1}: the others expired, or were lost.',
        formatCount(holds),
        formatCount(held),
      ),
    );
  }

  #emptied(held: number, holds: number): Failure {
    const figures = [formatCount(holds), formatCount(held)] as const;
    return new Failure('source.emptied', {
      what: t('Could not finish the copy'),
      why: this.#clustered
        ? t(
            'a node of the source was restarted, or another took its place, and holds {0} keys where it held {1}: it came back without its data',
            ...figures,
          )
        : t(
            'the source was restarted, or another server took its place, and holds {0} keys where it held {1}: it came back without its data',
            ...figures,
          ),
      next: t(
        'Bring its data back (its RDB or AOF file, or a replica), then resume the run; if this is all that it is to hold, start a new copy. Nothing was removed from the target.',
      ),
    });
  }
}

/** The databases of the source that a plan names; all when it names none. */
function chosenOf({ databases, sourceDatabase }: DatabaseChoice): Chosen {
  if (databases !== undefined) return (index) => databases.some(({ source }) => source === index);
  return (index) => sourceDatabase === undefined || sourceDatabase === index;
}

function seenOf(scans: readonly ScanState[], node: string, database: number): number {
  return scans.reduce((sum, { position, counts }) => {
    const own = position.node === node && position.database === database;
    return own ? sum + counts.keys.scanned - counts.keys.expired : sum;
  }, 0);
}
