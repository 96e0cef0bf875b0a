import type { Selects } from '../copy/selection';
import { prefixedTarget } from '../plan/keyPrefix';
import type { VerifiedTarget } from '../plan/keyPrefix';
import type { DatabasePair } from '../plan/pairDatabases';
import type { KeyBatch, KeyOutlines, Keys } from '../keyBatch';
import { LARGE } from '../largeValue';
import { ValueType } from '../rdb/valueType';
import { compareDumps } from './compareDumps';
import { compareOutlines } from './compareOutlines';
import type { Ends } from './ends';
import type { Findings } from './finding';
import { keysOf } from './keysOf';
import { lookAtLarge } from './lookAtLarge';
import type { LargeWork } from './lookAtLarge';
import { neighboursOf } from './neighbours';
import type { Neighbours } from './neighbours';
import type { Pauses } from './pauses';
import type { VerifyPlan, VerifyPorts } from './plan';
import type { Removal } from './removal';
import type { Repair } from './repair';
import { settle } from './settle';
import type { Look } from './settle';
import type { VerifyTally } from './verifyTally';

/** One database of a verification, and what all of them share. */
export interface DatabaseWork {
  readonly plan: VerifyPlan;
  readonly ports: VerifyPorts;
  readonly pair: DatabasePair;
  /** What other databases of the source go to the same one of the target. */
  readonly neighbours: Neighbours;
  /** Knows the keys by the names that they have in the source. */
  readonly target: VerifiedTarget;
  readonly ends: Ends;
  readonly tally: VerifyTally;
  readonly pauses: Pauses;
  /** Null when every key is chosen. */
  readonly selects: Selects | null;
  /** Keys that take more bytes than this are looked at part by part. */
  readonly bigKeyBytes: number;
  /** See LargeWork. */
  readonly inTurn: LargeWork['inTurn'];
  readonly seed: number;
  /** Null when nothing is repaired. */
  readonly repair: Repair | null;
  /** Null when nothing is deleted. */
  readonly removal: Removal | null;
}

/** What all databases of a verification share. */
export type SharedWork = Omit<DatabaseWork, 'pair' | 'neighbours' | 'target'>;

/** The work on one of the databases of a verification. */
export function databaseWork(
  shared: SharedWork,
  pair: DatabasePair,
  pairs: readonly DatabasePair[],
): DatabaseWork {
  const { target } = shared.ports;
  const { prefix = '' } = pair;
  return {
    ...shared,
    pair,
    neighbours: neighboursOf(pair, pairs),
    target: prefix === '' ? target : prefixedTarget(target, prefix),
  };
}

/** Looks at keys in full. */
export function lookInFull(work: DatabaseWork, signal: AbortSignal): Look {
  const { ports, target, pair, bigKeyBytes } = work;
  return async (keys) => {
    const [left, right] = await Promise.all([
      ports.source.dumpKeys(pair.source, keys, signal, bigKeyBytes),
      target.dumpKeys(pair.target, keys, signal, bigKeyBytes),
    ]);
    return compareRead(work, left, right, signal);
  };
}

/** Compares what was read of the same keys; what was too large to be read is looked at part by part. @throws Failure */
export async function compareRead(
  work: DatabaseWork,
  left: KeyBatch,
  right: KeyBatch,
  signal: AbortSignal,
): Promise<Findings> {
  const findings = compareDumps(work.ends, left, right);
  const large = largeKeys(left, right);
  if (large.length === 0) return findings;
  const all = new Map(findings);
  const closer = await lookLarge(work, signal)(keysOf(large.map((index) => left.key(index))));
  for (const [position, index] of large.entries()) {
    const finding = closer.get(position);
    if (finding === undefined) all.delete(index);
    else all.set(index, finding);
  }
  return all;
}

/** Looks at keys part by part. */
export function lookLarge({ ports, ...work }: DatabaseWork, signal: AbortSignal): Look {
  return lookAtLarge({ ...work, source: ports.source }, signal);
}

/** The keys that were too large to be read, of one batch or of another with the same keys, by their indexes. */
export function largeKeys({ count, lengths }: KeyBatch, other?: KeyBatch): number[] {
  const large: number[] = [];
  for (let index = 0; index < count; index++) {
    if (lengths[index] === LARGE || other?.lengths[index] === LARGE) large.push(index);
  }
  return large;
}

/**
 * Looks at keys without reading values; but a hash that differs is read: servers count fields that have expired for as long
 * as they have not deleted them.
 */
export function lookQuickly(work: DatabaseWork, signal: AbortSignal): Look {
  const { ports, target, pair, ends } = work;
  const inFull = lookInFull(work, signal);
  return async (keys) => {
    const [left, right] = await Promise.all([
      ports.source.outline(pair.source, keys, signal),
      target.outline(pair.target, keys, signal),
    ]);
    const findings = new Map(compareOutlines(ends, left, right));
    const hashes = [...findings].flatMap(([index, { kind }]) =>
      kind === 'differs' && left.types[index] === 'hash' ? [index] : [],
    );
    if (hashes.length === 0) return findings;
    const closer = await inFull(keysOf(hashes.map((index) => keys.key(index))));
    for (const [position, index] of hashes.entries()) {
      const finding = closer.get(position);
      if (finding === undefined) findings.delete(index);
      else findings.set(index, finding);
    }
    return findings;
  };
}

/**
 * Counts what a first look found, and looks again where keys differ.
 * @param large true for keys that are only to be read part by part
 * @throws Failure
 */
export async function settleKeys(
  { pauses, tally, pair, target, repair }: DatabaseWork,
  look: Look,
  keys: Keys,
  findings: Findings,
  signal: AbortSignal,
  large = false,
): Promise<void> {
  const mend = repair === null ? {} : { repair: (some: Keys) => repair(pair, target, some, large) };
  await settle({ look, pauses, tally, database: pair.source, ...mend }, keys, findings, signal);
}

const TYPES: Readonly<Record<string, number>> = ValueType;

/** The keys that are chosen, as far as what a server tells of them decides. */
export function chosenOf(keys: Keys, outlines: KeyOutlines, selects: Selects): Uint8Array[] {
  const chosen: Uint8Array[] = [];
  for (let index = 0; index < keys.count; index++) {
    const name = outlines.types[index] ?? null;
    if (name === null) continue;
    const key = keys.key(index);
    const type = TYPES[name] ?? ValueType.module;
    const expireAt = outlines.expireAt[index] ?? 0;
    // Size and idle time are no part of a verification: the target's are its own.
    if (selects({ key, type, expireAt, bytes: 0, idle: 0 })) chosen.push(key);
  }
  return chosen;
}
