import { isFailure } from '../model/failure';
import type { Failure } from '../model/failure';
import type { ConflictPolicy, Loss, QuarantinedKey } from '../model/run';
import { toBase64 } from '../model/base64';
import type { KeyBatch, KeySink, RestoreException } from '../ports';
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
  /** See RestoreRequest. */
  readonly carryEviction: boolean;
  /** The source's clock, milliseconds since the epoch. */
  readonly sourceNow: () => number;
}

/** What to write of a batch, and what already fell out. */
interface Prepared {
  readonly indexes: Uint32Array;
  readonly replaced: Map<number, Uint8Array>;
  readonly losses: Map<number, Loss['kind']>;
  readonly quarantine: QuarantinedKey[];
}

/**
 * Transcodes one batch, writes it, and counts what became of each key.
 * @returns keys that went to quarantine.
 * @throws Failure when the target takes no more keys; those written before are counted.
 */
export async function transferBatch(
  transfer: Transfer,
  batch: KeyBatch,
  signal: AbortSignal,
): Promise<QuarantinedKey[]> {
  const { sink, tally, database, onConflict } = transfer;
  tally.scanned(batch.count);
  const { indexes, replaced, losses, quarantine } = prepare(transfer, batch);
  const request = {
    ...{ batch, database, indexes, replaced, replace: onConflict === 'replace' },
    ...(transfer.carryEviction ? { carryEviction: true } : {}),
  };
  const exceptions = indexes.length === 0 ? NONE : await sink.restore(request, signal);
  let stopped: Failure | undefined;
  for (const index of indexes) {
    const exception = exceptions.size === 0 ? undefined : exceptions.get(index);
    if (exception === undefined) {
      tally.copied(replaced.get(index)?.length ?? batch.lengths[index] ?? 0);
      continue;
    }
    losses.delete(index);
    if (exception.kind === 'stopped') stopped ??= exception.failure;
    else if (exception.kind === 'exists' && onConflict === 'skip') tally.skipped();
    else quarantine.push(entry(batch, index, reasonOf(exception)));
  }
  for (const kind of losses.values()) tally.lost(kind);
  for (const key of quarantine) tally.quarantined(key);
  if (stopped !== undefined) throw stopped;
  return quarantine;
}

const NONE: ReadonlyMap<number, RestoreException> = new Map();

function prepare(transfer: Transfer, batch: KeyBatch): Prepared {
  const { tally, transcoder } = transfer;
  const { bytes, offsets, lengths, expireAt, count } = batch;
  const now = transfer.sourceNow();
  const indexes = new Uint32Array(count);
  const replaced = new Map<number, Uint8Array>();
  const losses = new Map<number, Loss['kind']>();
  const quarantine: QuarantinedKey[] = [];
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const start = offsets[index] ?? 0;
    const length = lengths[index] ?? -1;
    const expiry = expireAt[index] ?? 0;
    if (length < 0 || (expiry > 0 && expiry <= now)) {
      tally.expired();
      continue;
    }
    if (transcoder.inPlace(bytes, start, start + length)) {
      indexes[kept++] = index;
      continue;
    }
    const outcome = reencode(transcoder, bytes.subarray(start, start + length), now);
    if (outcome === 'expired') tally.expired();
    else if ('reason' in outcome) quarantine.push(entry(batch, index, outcome.reason));
    else {
      indexes[kept++] = index;
      replaced.set(index, outcome.payload);
      if (outcome.loss !== undefined) losses.set(index, outcome.loss);
    }
  }
  return { indexes: indexes.subarray(0, kept), replaced, losses, quarantine };
}

function reencode(
  transcoder: Transcoder,
  payload: Uint8Array,
  now: number,
): 'expired' | { readonly reason: string } | { readonly payload: Uint8Array; readonly loss?: Loss['kind'] } {
  try {
    const transcoded = transcoder.transcode(payload, now);
    return transcoded.kind === 'expired' ? 'expired' : transcoded;
  } catch (error) {
    if (isFailure(error)) return { reason: `it could not be read: ${error.why}` };
    throw error;
  }
}

function reasonOf(exception: Exclude<RestoreException, { kind: 'stopped' }>): string {
  return exception.kind === 'exists'
    ? 'the target already holds this key'
    : `the target refused it: ${exception.reason}`;
}

function entry(batch: KeyBatch, index: number, reason: string): QuarantinedKey {
  const type = batch.bytes[batch.offsets[index] ?? 0];
  return { key: toBase64(batch.key(index)), db: batch.database, type: kindOfType(type), reason };
}
