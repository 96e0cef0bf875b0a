import type { QuarantinedKey } from '../model/run';
import { prefixedKeys, prefixedSink } from '../plan/keyPrefix';
import type { DatabasePair } from '../plan/pairDatabases';
import type { KeyBatch } from '../keyBatch';
import type { KeySink, ScannedProcess } from '../ports';
import type { Transcoder } from '../rdb/transcode';
import { chosenBatches } from './chosenBatches';
import type { Allowance, ChosenBatch } from './chosenBatches';
import type { CopyPorts } from './copyPorts';
import { Counts } from './counts';
import type { Eviction } from './evictionOf';
import type { Figures } from './figures';
import type { Keeping } from './keeping';
import type { MemoryBudget } from './memory';
import type { Pace } from './pace';
import type { CopyEvent, CopyPlan } from './plan';
import type { ScanProgress, ScanState } from './scanProgress';
import type { Selects } from './selection';
import type { SourceWatch } from './sourceWatch';
import type { Tally } from './tally';
import { turns } from './turns';
import { transferBatch } from './transfer';
import type { Transfer } from './transfer';
import { inWindow } from './window';
import { stored } from '../model/stored';

/** Batches on their way at once; the sink lets fewer out when the target is near. */
const MOST_BATCHES = 64;
const UNTOLD_SIZES = stored(
  'The source does not tell this user how large keys are (MEMORY USAGE), so that large keys are only known by reading them whole, which takes longer and more memory of the source. Allow the command to avoid that.',
);
/** Of slots that are named in a sentence. */
const MOST_CHARACTERS = 60;

/** One database of a run. */
export interface DatabaseCopy {
  readonly plan: CopyPlan;
  readonly ports: CopyPorts;
  readonly sink: KeySink;
  readonly pair: DatabasePair;
  readonly transcoder: Transcoder;
  /** The source's clock minus ours, in milliseconds. */
  readonly clockOffset: number;
  readonly tally: Tally;
  readonly selects: Selects | null;
  readonly allowance: Allowance;
  readonly pace: Pace | null;
  readonly eviction: Eviction;
  readonly expiries: Transfer['expiries'];
  readonly ends: Transfer['ends'];
  /** What is asked of the keys so that they can be chosen. */
  readonly figures: Figures;
  readonly memory: MemoryBudget;
  readonly scans: ScanProgress;
  readonly watch: SourceWatch;
  /** The databases of the source that are still to be read, this one too. */
  readonly left: readonly DatabasePair[];
  /** Null when how far the run has come is not kept. */
  readonly keeping: Keeping | null;
  /** True when the run goes on after an interruption. */
  readonly resumed: boolean;
}

/** Copies the keys of a database that are not copied yet. @throws Failure */
export async function* copyDatabase(work: DatabaseCopy, signal: AbortSignal): AsyncGenerator<CopyEvent> {
  const { plan, ports, pair, tally, selects, allowance, pace, memory } = work;
  const from = work.scans.positions(pair.source);
  const isLeft = (database: number): boolean => work.left.some(({ source }) => source === database);
  const request = {
    database: pair.source,
    batchBytes: memory.batchBytes,
    bigKeyBytes: memory.bigKeyBytes,
    memory: memory.reading,
    onUntoldSizes: () => {
      if (!tally.notices.includes(UNTOLD_SIZES)) tally.notice(UNTOLD_SIZES);
    },
    onProcess: (process: ScannedProcess) => work.watch.met(process, isLeft, work.scans.states(), signal),
    ...work.eviction,
    ...work.figures,
    ...(plan.match === undefined ? {} : { match: plan.match }),
    ...(plan.slots === undefined ? {} : { slots: plan.slots }),
    ...(from.length === 0 ? {} : { from }),
  };
  const dumped = ports.source.dump(request, signal);
  const read = pace === null ? dumped : pace.batches(dumped, signal);
  // Where nothing is chosen, nothing stands between reading and writing.
  const batches: AsyncIterable<ChosenBatch> =
    selects === null && allowance.left === Infinity ? read : chosenBatches(read, selects, allowance);
  const weigh = (batch: KeyBatch): number => batch.payloadBytes;
  const window = { items: MOST_BATCHES, weight: memory.writingBytes, weigh };
  for await (const quarantined of inWindow(batches, window, writing(work, signal))) {
    for (const key of quarantined) yield { kind: 'quarantined', key };
    for (const text of tally.untold()) yield { kind: 'notice', text };
    yield { kind: 'progress', progress: tally.progress() };
  }
  if (signal.aborted) return;
  for (const restarted of work.scans.settle(pair.source)) forget(tally, restarted);
  // A rehearsal ends in the middle of a page.
  if (plan.sample === undefined) {
    for (const { node, counts } of work.scans.cut()) {
      tally.remove(counts, { node, database: pair.source });
    }
  }
  for (const text of tally.untold()) yield { kind: 'notice', text };
}

/** Writes batches; to be called in the order in which they are read. */
function writing(
  { plan, ports, pair, sink, tally, pace, scans, keeping, ...work }: DatabaseCopy,
  signal: AbortSignal,
): (batch: ChosenBatch) => Promise<QuarantinedKey[]> {
  const { prefix = '' } = pair;
  const transfer = {
    source: ports.source,
    inTurn: turns(),
    sink: prefix === '' ? sink : prefixedSink(sink, prefix),
    transcoder: work.transcoder,
    database: pair.target,
    onConflict: plan.onConflict,
    carryEviction: work.eviction.wantEviction !== undefined,
    expiries: work.expiries,
    sourceNow: () => ports.clock.now() + work.clockOffset,
    held: prefix === '' ? ports.target : prefixedKeys(ports.target, prefix),
    resumed: work.resumed,
    ends: work.ends,
    reencodedBytes: work.memory.reencodedBytes,
  };
  return async (batch) => {
    const step = scans.begin(batch);
    const counts = new Counts();
    if (batch.excluded !== undefined) counts.excluded(batch.excluded);
    let quarantined: QuarantinedKey[];
    try {
      quarantined = await transferBatch(transfer, batch, counts, signal);
    } catch (error) {
      // What waits for its turn need not wait any longer.
      pace?.stop();
      throw error;
    } finally {
      batch.release?.();
      tally.add(counts.document(), {
        node: batch.position?.node ?? batch.node ?? '',
        database: pair.source,
      });
    }
    for (const restarted of scans.done(step, counts)) forget(tally, restarted);
    keeping?.note();
    return quarantined;
  };
}

/** Counts no more what a scan found that has begun anew, and says so. */
function forget(tally: Tally, { position, counts }: ScanState): void {
  const { database, slots } = position;
  tally.remove(counts, position);
  tally.notice(
    slots === ''
      ? stored(
          'The source was restarted, or another server took its place: database {0} is read again from its beginning.',
          database,
        )
      : stored(
          'A node of the source was restarted, or gave slots to another: slots {0} are read again from their beginning.',
          shortened(slots),
        ),
  );
}

function shortened(slots: string): string {
  return slots.length <= MOST_CHARACTERS ? slots : `${slots.slice(0, MOST_CHARACTERS)}…`;
}
