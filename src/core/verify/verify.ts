import { inWindow } from '../copy/window';
import { sameExpiry } from '../model/clocks';
import { Failure, toFailure } from '../model/failure';
import { summarize, versionAtLeast } from '../model/profile';
import type { Profile } from '../model/profile';
import { pairDatabases } from '../plan/pairDatabases';
import type { DatabasePair } from '../plan/pairDatabases';
import type { KeyBatch, Keys } from '../ports';
import { readsType } from '../rdb/serverFormat';
import { ValueType } from '../rdb/valueType';
import { Waits } from '../waits';
import { compareDumps } from './compareDumps';
import type { Ends } from './compareDumps';
import { compareLibraries } from './compareLibraries';
import { findExtras } from './findExtras';
import type { Findings } from './finding';
import { Pauses } from './pauses';
import type { VerifyEvent, VerifyPlan, VerifyPorts } from './plan';
import { settle } from './settle';
import { VerifyTally } from './verifyTally';

const BATCH_BYTES = 1 << 20;
/** Batches of the source that are compared at once. */
const WINDOW = { items: 64, weight: 16 * BATCH_BYTES, weigh: (batch: KeyBatch) => batch.payloadBytes };
/** PTTL plus TIME, of servers before 7.0, is exact to a few milliseconds only. */
const COARSE_EXPIRY_MS = 20;

/**
 * Compares every key both ways: those of the source in type, expiry and content, those of the target for extras; and
 * function libraries. Changes nothing. Does not throw: the last event tells.
 */
export async function* verify(
  plan: VerifyPlan,
  ports: VerifyPorts,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent> {
  const tally = new VerifyTally(ports.clock);
  const waits = new Waits(plan.retryForSeconds);
  for (const end of ['source', 'target'] as const) ports[end].retryBy(waits.policyOf(end));
  yield* waits.told(verifyAll(plan, ports, tally, signal), () => {
    tally.waiting = waits.waiting;
    return { kind: 'progress', progress: tally.progress() };
  });
}

async function* verifyAll(
  plan: VerifyPlan,
  ports: VerifyPorts,
  tally: VerifyTally,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent> {
  try {
    const [source, target] = await Promise.all([ports.source.profile(signal), ports.target.profile(signal)]);
    tally.source = summarize(source);
    tally.target = summarize(target);
    const pairs = withTargetOnly(pairDatabases(plan, source, target), plan, target);
    refusePrefixes(pairs);
    tally.total = plan.match === undefined ? pairs.reduce((sum, { keys }) => sum + keys, 0) : 0;
    if (plan.match === undefined) await compareLibraries(ports, tally, signal);
    const ends = endsOf(source, target, ports);
    const pauses = new Pauses(ports.clock, ports.sleep, signal);
    for (const pair of pairs) {
      yield* compareDatabase({ plan, ports, pair, ends, tally, pauses }, signal);
      if (!signal.aborted) yield* findExtras(plan, ports, pair, tally, signal);
      if (signal.aborted) break;
    }
    yield { kind: 'finished', result: tally.result(signal.aborted ? 'cancelled' : 'complete') };
  } catch (error) {
    const end = signal.aborted ? 'cancelled' : toFailure(error, 'Could not verify');
    yield { kind: 'finished', result: tally.result(end) };
  }
}

/** One database of a verification. */
interface DatabaseComparison {
  readonly plan: VerifyPlan;
  readonly ports: VerifyPorts;
  readonly pair: DatabasePair;
  readonly ends: Ends;
  readonly tally: VerifyTally;
  readonly pauses: Pauses;
}

async function* compareDatabase(
  { plan, ports, pair, ends, tally, pauses }: DatabaseComparison,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent> {
  const { source, target } = ports;
  const request = {
    database: pair.source,
    batchBytes: BATCH_BYTES,
    ...(plan.match === undefined ? {} : { match: plan.match }),
  };
  const look = async (keys: Keys): Promise<Findings> => {
    const [left, right] = await Promise.all([
      source.dumpKeys(pair.source, keys, signal),
      target.dumpKeys(pair.target, keys, signal),
    ]);
    return compareDumps(ends, left, right);
  };
  const compare = async (batch: KeyBatch): Promise<VerifyEvent> => {
    if (batch.count > 0) {
      const held = await target.dumpKeys(pair.target, batch, signal);
      const findings = compareDumps(ends, batch, held);
      await settle({ look, pauses, tally, database: pair.source }, batch, findings, signal);
    }
    return { kind: 'progress', progress: tally.progress() };
  };
  yield* inWindow(source.dump(request, signal), WINDOW, compare);
}

/** Keys are looked up by their own names. */
function refusePrefixes(pairs: readonly DatabasePair[]): void {
  if (pairs.every(({ prefix }) => prefix === undefined)) return;
  throw new Failure('database.mapping', {
    what: 'Could not start the verification',
    why: 'a database is mapped to a prefix, which a verification does not follow',
    next: 'Leave the prefixed databases out.',
  });
}

/** When every database counts, one that only the target has holds nothing but extras. */
function withTargetOnly(pairs: DatabasePair[], plan: VerifyPlan, target: Profile): DatabasePair[] {
  const named = plan.databases ?? plan.sourceDatabase ?? plan.targetDatabase;
  if (named !== undefined) return pairs;
  const paired = new Set(pairs.map((pair) => pair.target));
  const others = target.databases.filter(({ index }) => !paired.has(index));
  return [...pairs, ...others.map(({ index }) => ({ source: index, target: index, keys: 0 }))];
}

function endsOf(source: Profile, target: Profile, { clock }: VerifyPorts): Ends {
  return {
    products: { source: source.product, target: target.product },
    holds: {
      'hash-field-ttl': readsType(target, ValueType.hash2) || readsType(target, ValueType.hashMetadata),
      'stream-idempotency': readsType(target, ValueType.stream4),
    },
    sameExpiry: sameExpiry(
      source,
      target,
      hasExactExpiry(source) && hasExactExpiry(target) ? 0 : COARSE_EXPIRY_MS,
    ),
    sourceNow: () => clock.now() + source.clockOffset,
    targetNow: () => clock.now() + target.clockOffset,
  };
}

function hasExactExpiry(profile: Profile): boolean {
  return profile.product === 'valkey' || versionAtLeast(profile.version, '7.0');
}
