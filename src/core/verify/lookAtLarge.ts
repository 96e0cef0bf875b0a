import { LARGE_ATTEMPTS, LARGE_PASSING, LARGE_TYPES } from '../largeValue';
import type { LargeValue } from '../largeValue';
import { Failure, isFailure } from '../model/failure';
import type { VerifiedTarget } from '../plan/keyPrefix';
import type { DatabasePair } from '../plan/pairDatabases';
import type { KeySource } from '../ports';
import { compareLarge } from './compareLarge';
import { digestOf } from './digestOf';
import type { ValueDigest } from './digestOf';
import type { Ends } from './ends';
import type { KeyFinding } from './finding';
import type { Look } from './settle';
import { t } from '../model/t';
import { stored } from '../model/stored';

/** What looking at keys part by part works with. */
export interface LargeWork {
  readonly source: Pick<KeySource, 'openLarge'>;
  readonly target: Pick<VerifiedTarget, 'openLarge'>;
  readonly pair: DatabasePair;
  readonly ends: Ends;
  /** Of the digests: the same for all looks of a run, since they tell by them whether a key changed. */
  readonly seed: number;
  /** Does keys one after the other, so that no more than a part of one is held. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Looks at keys part by part, both sides at once, so that no value is held whole. */
export function lookAtLarge(work: LargeWork, signal: AbortSignal): Look {
  return async (keys) => {
    const findings = new Map<number, KeyFinding>();
    for (let index = 0; index < keys.count; index++) {
      const finding = await work.inTurn(() => lookAt(work, keys.key(index), signal));
      if (finding !== null) findings.set(index, finding);
    }
    return findings;
  };
}

async function lookAt(work: LargeWork, key: Uint8Array, signal: AbortSignal): Promise<KeyFinding | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await lookOnce(work, key, signal);
    } catch (error) {
      if (signal.aborted || !isFailure(error)) throw error;
      if (LARGE_PASSING.includes(error.code) && attempt < LARGE_ATTEMPTS) continue;
      if (error.code.startsWith('connect.')) throw error;
      return {
        kind: 'differs',
        kinds: ['unreadable'],
        detail: stored('it is too large to be read in one piece, and {0}', error.why),
        trace: { source: '', target: '' },
        bytes: 0,
      };
    }
  }
}

async function lookOnce(
  { source, target, pair, ends, seed }: LargeWork,
  key: Uint8Array,
  signal: AbortSignal,
): Promise<KeyFinding | null> {
  // The side that fails ends the other one, which would read on.
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const opened: LargeValue[] = [];
  const open = async (from: Pick<KeySource, 'openLarge'>, database: number): Promise<LargeValue | null> => {
    const value = await from.openLarge(database, key, both);
    if (value !== null) opened.push(value);
    return value;
  };
  const digest = async (value: LargeValue | null): Promise<ValueDigest | null> =>
    value === null ? null : read(value, seed, both);
  try {
    // Both are watched before either is read.
    const [left, right] = await together(stop, open(source, pair.source), open(target, pair.target));
    const [one, other] = await together(stop, digest(left), digest(right));
    const finding = compareLarge(ends, one, other);
    if (finding?.kind !== 'differs' || left === null || right === null) return finding;
    const still = await together(stop, left.unchanged(), right.unchanged());
    return still.every(Boolean) ? { ...finding, certain: true } : finding;
  } finally {
    for (const value of opened) value.close();
  }
}

/** Waits for both. @throws what the first to fail throws, once the other is over too */
async function together<Result>(
  stop: AbortController,
  one: Promise<Result>,
  other: Promise<Result>,
): Promise<[Result, Result]> {
  for (const work of [one, other]) {
    work.catch((error: unknown) => {
      stop.abort(error);
    });
  }
  await Promise.allSettled([one, other]);
  stop.signal.throwIfAborted();
  return Promise.all([one, other]);
}

async function read(value: LargeValue, seed: number, signal: AbortSignal): Promise<ValueDigest> {
  if (LARGE_TYPES.includes(value.type)) return digestOf(value, seed, signal);
  throw new Failure('payload.unsupported', {
    what: t('Could not compare a key'),
    why: stored('values of the module type {0} come in no other way', value.type),
    next: t('Raise --big-key-bytes.'),
  });
}
