import { Failure, toFailure } from '../model/failure';
import { summarize } from '../model/profile';
import type { Profile } from '../model/profile';
import type { QuarantinedKey } from '../model/run';
import { Transcoder } from '../rdb/transcode';
import { pairDatabases } from '../plan/pairDatabases';
import type { DatabasePair } from '../plan/pairDatabases';
import type { KeyBatch, KeySink } from '../ports';
import { chosenBatches } from './chosenBatches';
import type { Allowance } from './chosenBatches';
import { isPartial } from './plan';
import type { CopyEvent, CopyPlan, CopyPorts } from './plan';
import { selection } from './selection';
import type { Selects } from './selection';
import { copyLibraries } from './copyLibraries';
import { drySink } from './drySink';
import { evictionOf } from './evictionOf';
import type { Eviction } from './evictionOf';
import { Pace, isPaced } from './pace';
import { Tally } from './tally';
import { transferBatch } from './transfer';
import { inWindow } from './window';

/** Bytes of payload that a batch aims for. */
const BATCH_BYTES = 1 << 20;
/** Batches on their way at once; the sink lets fewer out when the target is near. */
const WINDOW = { items: 64, weight: 16 * BATCH_BYTES, weigh: (batch: KeyBatch) => batch.payloadBytes };

/**
 * Copies keys and function libraries. Pull the events to make it go; the last one is `finished`, whatever happens:
 * done, incomplete (something was quarantined or lost), cancelled (the signal aborted) or failed. It does not throw.
 */
export async function* copy(
  plan: CopyPlan,
  ports: CopyPorts,
  signal: AbortSignal,
): AsyncGenerator<CopyEvent> {
  const tally = new Tally(ports.clock, plan);
  try {
    yield progress(tally);
    const [source, target] = await Promise.all([ports.source.profile(signal), ports.target.profile(signal)]);
    tally.source = summarize(source);
    tally.target = summarize(target);
    const pairs = begin(plan, source, target);
    const eviction = evictionOf(plan, source, target);
    await Promise.all([
      ports.source.checkReadable(signal, eviction.wantEviction),
      ports.target.checkWritable(signal),
    ]);
    tally.total = expectedKeys(plan, pairs);
    const sink = plan.dryRun === true ? drySink(ports.target, target) : ports.target;
    if (!isPartial(plan)) yield* copyLibraries({ plan, source: ports.source, sink, tally }, signal);
    tally.phase = 'keys';
    const selects = selection(plan);
    const allowance = { left: plan.sample ?? Infinity };
    const { clockOffset } = source;
    const pace = paceOf(plan, ports);
    for (const pair of pairs) {
      if (signal.aborted || allowance.left === 0) break;
      const transcoder = new Transcoder(source, target);
      yield* copyDatabase(
        { plan, ports, sink, pair, transcoder, clockOffset, tally, selects, allowance, pace, eviction },
        signal,
      );
    }
    tally.phase = 'finishing';
    if (!signal.aborted && plan.dryRun !== true) await countEvictions(target, ports, tally, signal);
    yield finished(tally, signal.aborted ? 'cancelled' : 'complete');
  } catch (error) {
    yield finished(tally, signal.aborted ? 'cancelled' : toFailure(error, 'Could not copy'));
  }
}

/** A target that evicts keys to make room says OK to every one of them: only its own count tells. */
async function countEvictions(
  before: Profile,
  ports: CopyPorts,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const after = await ports.target.profile(signal);
  const evicted = after.evictedKeys - before.evictedKeys;
  if (after.runId === before.runId && evicted > 0) tally.lost('target-eviction', evicted);
}

/** Refuses what this engine cannot do yet, before anything is written. */
function begin(plan: CopyPlan, source: Profile, target: Profile): DatabasePair[] {
  if (target.role === 'replica') {
    throw new Failure('server.readonly', {
      what: 'Could not start the copy',
      why: 'the target is a replica, which takes no writes',
      next: 'Choose the address of its primary.',
    });
  }
  return pairDatabases(plan, source, target);
}

/** How many keys the run will come upon; 0 when that is not known. */
function expectedKeys(plan: CopyPlan, pairs: readonly DatabasePair[]): number {
  const held = pairs.reduce((sum, { keys }) => sum + keys, 0);
  if (plan.match !== undefined || plan.slots !== undefined) return 0;
  if (plan.sample === undefined) return held;
  return selection(plan) === null ? Math.min(plan.sample, held) : 0;
}

/** @throws Error when the plan limits the pace and nobody can wait. */
function paceOf(plan: CopyPlan, { clock, sleep }: CopyPorts): Pace | null {
  if (!isPaced(plan)) return null;
  if (sleep === undefined) throw new Error('a pace needs sleep');
  return new Pace(plan, clock, sleep);
}

/** One database of a run. */
interface DatabaseCopy {
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
}

async function* copyDatabase(work: DatabaseCopy, signal: AbortSignal): AsyncGenerator<CopyEvent> {
  const { plan, ports, pair, sink, tally, selects, allowance, pace } = work;
  const request = {
    database: pair.source,
    batchBytes: BATCH_BYTES,
    ...work.eviction,
    ...(plan.match === undefined ? {} : { match: plan.match }),
    ...(plan.slots === undefined ? {} : { slots: plan.slots }),
  };
  const transfer = {
    sink,
    transcoder: work.transcoder,
    tally,
    database: pair.target,
    onConflict: plan.onConflict,
    carryEviction: work.eviction.wantEviction !== undefined,
    sourceNow: () => ports.clock.now() + work.clockOffset,
  };
  const dumped = ports.source.dump(request, signal);
  const read = pace === null ? dumped : pace.batches(dumped, signal);
  // Where nothing is chosen, nothing stands between reading and writing.
  const batches =
    selects === null && allowance.left === Infinity ? read : chosenBatches(read, selects, allowance, tally);
  const write = async (batch: KeyBatch): Promise<QuarantinedKey[]> => {
    try {
      return await transferBatch(transfer, batch, signal);
    } catch (error) {
      // What waits for its turn need not wait any longer.
      pace?.stop();
      throw error;
    }
  };
  for await (const quarantined of inWindow(batches, WINDOW, write)) {
    for (const key of quarantined) yield { kind: 'quarantined', key };
    yield progress(tally);
  }
}

function progress(tally: Tally): CopyEvent {
  return { kind: 'progress', progress: tally.progress() };
}

function finished(tally: Tally, end: 'complete' | 'cancelled' | Failure): CopyEvent {
  return { kind: 'finished', result: tally.result(end) };
}
