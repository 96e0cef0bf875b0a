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
import type { CopyEvent, CopyPlan, CopyPorts } from './plan';
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
  try {
    yield progress(tally);
    const [source, target] = await Promise.all([ports.source.profile(signal), ports.target.profile(signal)]);
    tally.source = summarize(source);
    tally.target = summarize(target);
    const pairs = begin(plan, source, target);
    await Promise.all([ports.source.checkReadable(signal), ports.target.checkWritable(signal)]);
    tally.total = plan.match === undefined ? pairs.reduce((sum, { keys }) => sum + keys, 0) : 0;
    if (plan.match === undefined) yield* copyLibraries(plan, ports, tally, signal);
    tally.phase = 'keys';
    for (const pair of pairs) {
      if (signal.aborted) break;
      yield* copyDatabase(
        plan,
        ports,
        pair,
        new Transcoder(source, target),
        source.clockOffset,
        tally,
        signal,
      );
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

async function* copyDatabase(
  plan: CopyPlan,
  ports: CopyPorts,
  pair: DatabasePair,
  transcoder: Transcoder,
  clockOffset: number,
  tally: Tally,
  signal: AbortSignal,
): AsyncGenerator<CopyEvent> {
  const request = {
    database: pair.source,
    batchBytes: BATCH_BYTES,
    ...(plan.match === undefined ? {} : { match: plan.match }),
  };
  const transfer = {
    sink: ports.target,
    transcoder,
    tally,
    database: pair.target,
    onConflict: plan.onConflict,
    sourceNow: () => ports.clock.now() + clockOffset,
  };
  const batches = ports.source.dump(request, signal);
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
