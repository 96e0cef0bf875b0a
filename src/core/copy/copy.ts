import { Failure, toFailure } from '../model/failure';
import { summarize } from '../model/profile';
import type { Profile } from '../model/profile';
import type { QuarantinedKey } from '../model/run';
import { toBase64 } from '../model/base64';
import { Transcoder } from '../rdb/transcode';
import { pairDatabases } from '../plan/pairDatabases';
import { requireStandalone } from '../plan/requireStandalone';
import type { DatabasePair } from '../plan/pairDatabases';
import type { KeyBatch } from '../ports';
import { chosenBatches } from './chosenBatches';
import type { Allowance } from './chosenBatches';
import { isPartial } from './plan';
import type { CopyEvent, CopyPlan, CopyPorts } from './plan';
import { selection } from './selection';
import type { Selects } from './selection';
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
  const tally = new Tally(ports.clock);
  tally.sample = plan.sample;
  try {
    yield progress(tally);
    const [source, target] = await Promise.all([ports.source.profile(signal), ports.target.profile(signal)]);
    tally.source = summarize(source);
    tally.target = summarize(target);
    const pairs = begin(plan, source, target);
    await Promise.all([ports.source.checkReadable(signal), ports.target.checkWritable(signal)]);
    tally.total = expectedKeys(plan, pairs);
    if (!isPartial(plan)) yield* copyLibraries(plan, ports, tally, signal);
    tally.phase = 'keys';
    const selects = selection(plan);
    const allowance = { left: plan.sample ?? Infinity };
    const { clockOffset } = source;
    for (const pair of pairs) {
      if (signal.aborted || allowance.left === 0) break;
      const transcoder = new Transcoder(source, target);
      yield* copyDatabase({ plan, ports, pair, transcoder, clockOffset, tally, selects, allowance }, signal);
    }
    tally.phase = 'finishing';
    yield finished(tally, signal.aborted ? 'cancelled' : 'complete');
  } catch (error) {
    yield finished(tally, signal.aborted ? 'cancelled' : toFailure(error, 'Could not copy'));
  }
}

/** Refuses what this engine cannot do yet, before anything is written. */
function begin(plan: CopyPlan, source: Profile, target: Profile): DatabasePair[] {
  requireStandalone('Could not start the copy', source, target);
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
  if (plan.match !== undefined) return 0;
  if (plan.sample === undefined) return held;
  return selection(plan) === null ? Math.min(plan.sample, held) : 0;
}

async function* copyLibraries(
  plan: CopyPlan,
  ports: CopyPorts,
  tally: Tally,
  signal: AbortSignal,
): AsyncGenerator<CopyEvent> {
  tally.phase = 'functions';
  for (const library of await ports.source.libraries(signal)) {
    if (signal.aborted) return;
    const outcome = await ports.target.loadLibrary(library, plan.onConflict === 'replace', signal);
    if (outcome.kind === 'stopped') throw outcome.failure;
    if (outcome.kind === 'restored') tally.functionCopied();
    if (outcome.kind === 'restored' || (outcome.kind === 'exists' && plan.onConflict === 'skip')) continue;
    const reason = outcome.kind === 'exists' ? 'the target already holds this library' : outcome.reason;
    const key: QuarantinedKey = {
      key: toBase64(new TextEncoder().encode(library.name)),
      db: 0,
      type: 'function',
      reason,
    };
    tally.quarantined(key);
    yield { kind: 'quarantined', key };
  }
}

/** One database of a run. */
interface DatabaseCopy {
  readonly plan: CopyPlan;
  readonly ports: CopyPorts;
  readonly pair: DatabasePair;
  readonly transcoder: Transcoder;
  /** The source's clock minus ours, in milliseconds. */
  readonly clockOffset: number;
  readonly tally: Tally;
  readonly selects: Selects | null;
  readonly allowance: Allowance;
}

async function* copyDatabase(work: DatabaseCopy, signal: AbortSignal): AsyncGenerator<CopyEvent> {
  const { plan, ports, pair, tally, selects, allowance } = work;
  const request = {
    database: pair.source,
    batchBytes: BATCH_BYTES,
    ...(plan.match === undefined ? {} : { match: plan.match }),
  };
  const transfer = {
    sink: ports.target,
    transcoder: work.transcoder,
    tally,
    database: pair.target,
    onConflict: plan.onConflict,
    sourceNow: () => ports.clock.now() + work.clockOffset,
  };
  const read = ports.source.dump(request, signal);
  // Where nothing is chosen, nothing stands between reading and writing.
  const batches =
    selects === null && allowance.left === Infinity ? read : chosenBatches(read, selects, allowance, tally);
  for await (const quarantined of inWindow(batches, WINDOW, (batch) =>
    transferBatch(transfer, batch, signal),
  )) {
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
