import { isFailure } from '../model/failure';
import type { ConflictPolicy, Loss, QuarantinedKey } from '../model/run';
import { toBase64 } from '../model/base64';
import type { DumpBatch, DumpedKey, KeySink, RestoreItem, RestoreOutcome } from '../ports';
import type { Transcoder } from '../rdb/transcode';
import { kindOfType } from '../rdb/valueType';
import type { Tally } from './tally';

/** Where a batch goes. */
export interface Transfer {
  readonly sink: KeySink;
  readonly transcoder: Transcoder;
  readonly tally: Tally;
  readonly database: number;
  readonly onConflict: ConflictPolicy;
  /** The source's clock, milliseconds since the epoch. */
  readonly sourceNow: () => number;
}

interface Prepared extends RestoreItem {
  readonly loss?: Loss['kind'];
}

/**
 * Transcodes one batch, writes it, and counts what became of each key.
 * @returns keys that went to quarantine.
 * @throws Failure when the target takes no more keys; those written before are counted.
 */
export async function transferBatch(
  transfer: Transfer,
  batch: DumpBatch,
  signal: AbortSignal,
): Promise<QuarantinedKey[]> {
  const { sink, tally, database, onConflict } = transfer;
  const quarantine: QuarantinedKey[] = [];
  const items: Prepared[] = [];
  tally.scanned(batch.keys.length);
  for (const key of batch.keys) {
    const prepared = prepare(transfer, key);
    if (prepared === 'expired') tally.expired();
    else if ('reason' in prepared)
      quarantine.push(entry(batch.database, key.key, key.payload, prepared.reason));
    else items.push(prepared);
  }
  const outcomes =
    items.length === 0 ? [] : await sink.restore(database, items, onConflict === 'replace', signal);
  let stopped: RestoreOutcome | undefined;
  for (const [index, item] of items.entries()) {
    const outcome = outcomes[index] ?? { kind: 'refused', reason: 'the target did not answer for it' };
    switch (outcome.kind) {
      case 'restored':
        tally.copied(item.payload.length);
        if (item.loss !== undefined) tally.lost(item.loss);
        break;
      case 'exists':
        if (onConflict === 'skip') tally.skipped();
        else
          quarantine.push(entry(batch.database, item.key, item.payload, 'the target already holds this key'));
        break;
      case 'refused':
        quarantine.push(
          entry(batch.database, item.key, item.payload, `the target refused it: ${outcome.reason}`),
        );
        break;
      case 'stopped':
        stopped ??= outcome;
        break;
    }
  }
  for (const key of quarantine) tally.quarantined(key);
  if (stopped?.kind === 'stopped') throw stopped.failure;
  return quarantine;
}

function prepare(transfer: Transfer, dumped: DumpedKey): Prepared | 'expired' | { readonly reason: string } {
  const { key, payload, expireAt } = dumped;
  const now = transfer.sourceNow();
  if (payload === null || (expireAt > 0 && expireAt <= now)) return 'expired';
  try {
    const transcoded = transfer.transcoder.transcode(payload, now);
    if (transcoded.kind === 'expired') return 'expired';
    if (transcoded.kind === 'refused') return transcoded;
    return {
      key,
      payload: transcoded.payload,
      expireAt,
      ...(transcoded.loss === undefined ? {} : { loss: transcoded.loss }),
    };
  } catch (error) {
    if (isFailure(error)) return { reason: `it could not be read: ${error.why}` };
    throw error;
  }
}

function entry(db: number, key: Uint8Array, payload: Uint8Array | null, reason: string): QuarantinedKey {
  return { key: toBase64(key), db, type: kindOfType(payload?.[0]), reason };
}
