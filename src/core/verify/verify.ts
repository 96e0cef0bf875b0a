import { pairDatabases } from '../plan/pairDatabases';
import type { DatabaseChoice, DatabasePair } from '../plan/pairDatabases';
import { toFailure } from '../model/failure';
import type { Progress } from '../model/progress';
import { summarize, versionAtLeast } from '../model/profile';
import type { Profile } from '../model/profile';
import type { VerifyResult } from '../model/run';
import type { Clock, KeySource } from '../ports';
import { dumpedKeys } from '../dumpedKeys';
import { readsType } from '../rdb/serverFormat';
import { ValueType } from '../rdb/valueType';
import { compareBatch } from './compareBatch';
import { compareLibraries } from './compareLibraries';
import { VerifyTally } from './verifyTally';

/** What to compare; see CopyPlan. */
export interface VerifyPlan extends DatabaseChoice {
  readonly match?: string;
}

/** What a verification asks of the world: both ends are only read. */
export interface VerifyPorts {
  readonly source: KeySource;
  readonly target: KeySource;
  readonly clock: Clock;
}

/** What a verification says while it runs; `finished` comes last, always. */
export type VerifyEvent =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'finished'; readonly result: VerifyResult };

const BATCH_BYTES = 1 << 20;
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
  try {
    const [source, target] = await Promise.all([ports.source.profile(signal), ports.target.profile(signal)]);
    tally.source = summarize(source);
    tally.target = summarize(target);
    const pairs = withTargetOnly(pairDatabases(plan, source, target), plan, target);
    tally.total = plan.match === undefined ? pairs.reduce((sum, { keys }) => sum + keys, 0) : 0;
    if (plan.match === undefined) await compareLibraries(ports, tally, signal);
    const comparison = {
      ports,
      tally,
      canHoldFieldTtls: readsType(target, ValueType.hash2) || readsType(target, ValueType.hashMetadata),
      expiryTolerance: hasExactExpiry(source) && hasExactExpiry(target) ? 0 : COARSE_EXPIRY_MS,
      clockOffset: source.clockOffset,
    };
    for (const pair of pairs) {
      const request = {
        database: pair.source,
        batchBytes: BATCH_BYTES,
        ...(plan.match === undefined ? {} : { match: plan.match }),
      };
      for await (const batch of ports.source.dump(request, signal)) {
        await compareBatch(comparison, pair, dumpedKeys(batch), signal);
        yield { kind: 'progress', progress: tally.progress() };
      }
      yield* findExtras(plan, ports, pair, tally, signal);
      if (signal.aborted) break;
    }
    yield { kind: 'finished', result: tally.result(signal.aborted ? 'cancelled' : 'complete') };
  } catch (error) {
    const end = signal.aborted ? 'cancelled' : toFailure(error, 'Could not verify');
    yield { kind: 'finished', result: tally.result(end) };
  }
}

/** When every database counts, one that only the target has holds nothing but extras. */
function withTargetOnly(pairs: DatabasePair[], plan: VerifyPlan, target: Profile): DatabasePair[] {
  if (plan.sourceDatabase !== undefined || plan.targetDatabase !== undefined) return pairs;
  const paired = new Set(pairs.map((pair) => pair.target));
  const others = target.databases.filter(({ index }) => !paired.has(index));
  return [...pairs, ...others.map(({ index }) => ({ source: index, target: index, keys: 0 }))];
}

async function* findExtras(
  plan: VerifyPlan,
  ports: VerifyPorts,
  pair: DatabasePair,
  tally: VerifyTally,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent> {
  const request = { database: pair.target, ...(plan.match === undefined ? {} : { match: plan.match }) };
  for await (const names of ports.target.names(request, signal)) {
    const present = await ports.source.exist(pair.source, names, signal);
    const suspects = names.filter((_, index) => present[index] !== true);
    // A key may have been deleted on both sides between the two questions.
    const still = suspects.length === 0 ? [] : await ports.target.exist(pair.target, suspects, signal);
    for (const [index, key] of suspects.entries()) {
      if (still[index] === true) tally.extra(key, pair.target);
    }
    yield { kind: 'progress', progress: tally.progress() };
  }
}

function hasExactExpiry(profile: Profile): boolean {
  return profile.product === 'valkey' || versionAtLeast(profile.version, '7.0');
}
