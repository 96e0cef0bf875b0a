import { Counts } from '../copy/counts';
import { expiriesFor } from '../copy/expiriesFor';
import { turns } from '../copy/turns';
import { transferBatch } from '../copy/transfer';
import { clockDifference } from '../model/clocks';
import { Failure } from '../model/failure';
import type { Profile } from '../model/profile';
import type { VerifiedTarget } from '../plan/keyPrefix';
import type { DatabasePair } from '../plan/pairDatabases';
import type { Keys } from '../keyBatch';
import { Transcoder } from '../rdb/transcode';
import type { Ends } from './ends';
import type { VerifyPorts } from './plan';

/**
 * Copies keys again, replacing what the target holds; tells of those that it would not take, by their names in base64, why.
 * @param target the one that knows the keys by their names in the source
 */
export type Repair = (
  pair: DatabasePair,
  target: VerifiedTarget,
  keys: Keys,
) => Promise<ReadonlyMap<string, string>>;

/**
 * What repairs keys: the copy's own way of writing them.
 * @throws Failure when the target takes no writes
 */
export async function repairer(
  { source, target, clock }: VerifyPorts,
  profiles: { readonly source: Profile; readonly target: Profile },
  ends: Ends,
  signal: AbortSignal,
): Promise<Repair> {
  if (profiles.target.role === 'replica') {
    throw new Failure('server.readonly', {
      what: 'Could not start the repair',
      why: 'the target is a replica, which takes no writes',
      next: 'Choose the address of its primary.',
    });
  }
  await target.checkWritable(signal);
  const difference = clockDifference(profiles.source, profiles.target);
  const transcoder = new Transcoder(profiles.source, profiles.target, difference);
  const expiries = expiriesFor(profiles.target, difference, clock);
  const inTurn = turns();
  return async (pair, there, keys) => {
    const transfer = {
      source,
      inTurn,
      sink: there,
      transcoder,
      database: pair.target,
      onConflict: 'replace' as const,
      carryEviction: false,
      expiries,
      sourceNow: ends.sourceNow,
      held: there,
      resumed: false,
    };
    const batch = await source.dumpKeys(pair.source, keys, signal);
    const refused = await transferBatch(transfer, batch, new Counts(), signal);
    return new Map(refused.map(({ key, reason }) => [key, reason]));
  };
}
