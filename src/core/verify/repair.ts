import { Counts } from '../copy/counts';
import { expiriesFor } from '../copy/expiriesFor';
import { turns } from '../copy/turns';
import { transferBatch } from '../copy/transfer';
import { clockDifference } from '../model/clocks';
import { Failure } from '../model/failure';
import type { Profile } from '../model/profile';
import type { VerifiedTarget } from '../plan/keyPrefix';
import type { DatabasePair } from '../plan/pairDatabases';
import type { KeyBatch, Keys } from '../keyBatch';
import { LARGE } from '../largeValue';
import { Transcoder } from '../rdb/transcode';
import type { Ends } from './ends';
import type { VerifyPorts } from './plan';
import { t } from '../model/t';

/**
 * Copies keys again; tells of those that it would not take, by their names in base64, why.
 * @param large true for keys that are only to be read part by part
 * @param target the one that knows the keys by their names in the source
 */
export type Repair = (
  pair: DatabasePair,
  target: VerifiedTarget,
  keys: Keys,
  large: boolean,
) => Promise<ReadonlyMap<string, string>>;

/**
 * What repairs keys: the copy's own way of writing them.
 * @param replace false where the copy keeps what the target holds: then only missing keys are written
 * @throws Failure when the target takes no writes
 */
export async function repairer(
  { source, target, clock }: VerifyPorts,
  profiles: { readonly source: Profile; readonly target: Profile },
  ends: Ends,
  { bigKeyBytes, replace }: { readonly bigKeyBytes: number; readonly replace: boolean },
  signal: AbortSignal,
): Promise<Repair> {
  if (profiles.target.role === 'replica') {
    throw new Failure('server.readonly', {
      what: t('Could not start the repair'),
      why: t('the target is a replica, which takes no writes'),
      next: t('Choose the address of its primary.'),
    });
  }
  await target.checkWritable(signal);
  const difference = clockDifference(profiles.source, profiles.target);
  const transcoder = new Transcoder(profiles.source, profiles.target, difference);
  const expiries = expiriesFor(profiles.target, difference, clock);
  const inTurn = turns();
  return async (pair, there, keys, large) => {
    const transfer = {
      source,
      inTurn,
      sink: there,
      transcoder,
      database: pair.target,
      onConflict: replace ? ('replace' as const) : ('fail' as const),
      carryEviction: false,
      expiries,
      sourceNow: ends.sourceNow,
      ends,
      held: there,
      // Payloads of both ends are here already.
      reencodedBytes: Infinity,
      resumed: false,
    };
    const batch = large
      ? largeBatch(pair.source, keys)
      : await source.dumpKeys(pair.source, keys, signal, bigKeyBytes);
    const refused = await transferBatch(transfer, batch, new Counts(), signal);
    return new Map(refused.map(({ key, reason }) => [key, reason]));
  };
}

/** Keys of which nothing was read yet. */
function largeBatch(database: number, keys: Keys): KeyBatch {
  const { count } = keys;
  return {
    database,
    count,
    bytes: new Uint8Array(1),
    offsets: new Uint32Array(count),
    lengths: new Int32Array(count).fill(LARGE),
    expireAt: new Float64Array(count),
    payloadBytes: 0,
    key: (index) => keys.key(index),
  };
}
