import { isFailure } from '../model/failure';
import type { ConflictPolicy, Loss, QuarantinedKey } from '../model/run';
import { LARGE } from '../largeValue';
import { toBase64 } from '../model/base64';
import type { KeyBatch } from '../keyBatch';
import type { KeySink, KeySource, RestoreException, RestoreRequest } from '../ports';
import type { Transcoder } from '../rdb/transcode';
import { kindOfType } from '../rdb/valueType';
import type { Counts } from './counts';
import { copyLarge } from './copyLarge';
import type { Ends } from '../verify/ends';
import { heldAlready } from './heldAlready';
import { heldLarge } from './heldLarge';
import { stored } from '../model/stored';

/** Where a batch goes. */
export interface Transfer {
  /** Asked for keys that are read part by part. */
  readonly source: Pick<KeySource, 'openLarge'>;
  readonly sink: KeySink;
  readonly transcoder: Transcoder;
  readonly database: number;
  readonly onConflict: ConflictPolicy;
  /** See RestoreRequest. */
  readonly carryEviction: boolean;
  /** The source's clock, milliseconds since the epoch. */
  readonly sourceNow: () => number;
  /** Does large keys one after the other, so that no more than a part of one is held. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly expiries: Pick<RestoreRequest, 'clockDifference' | 'targetNow'>;
  /** Asked about keys that exist and may be of this run: what it holds as it would be written counts as copied. */
  readonly held: Pick<KeySource, 'dumpKeys' | 'openLarge'>;
  /** What comparing with it has to know of both ends. */
  readonly ends: Ends;
  /** Whether any key that exists may be of this run, since it goes on after an interruption. */
  readonly resumed: boolean;
  /** A larger payload is not re-encoded: its key is read part by part. */
  readonly reencodedBytes: number;
}

/** What to write of a batch, and what already fell out. */
interface Prepared {
  readonly indexes: Uint32Array;
  readonly replaced: Map<number, Uint8Array>;
  readonly losses: Map<number, Loss['kind']>;
  readonly quarantine: QuarantinedKey[];
  /** Keys that were not read, or are not re-encoded, since they are too large. */
  readonly large: number[];
}

/**
 * Transcodes one batch, writes it, and counts what became of each key.
 * @returns keys that went to quarantine.
 * @throws Failure when the target takes no more keys; those written before are counted.
 */
export async function transferBatch(
  transfer: Transfer,
  batch: KeyBatch,
  counts: Counts,
  signal: AbortSignal,
): Promise<QuarantinedKey[]> {
  const { sink, database, onConflict } = transfer;
  counts.scanned(batch.count);
  const { indexes, replaced, losses, quarantine, large } = prepare(transfer, batch, counts);
  const request = {
    ...{ batch, database, indexes, replaced, replace: onConflict === 'replace' },
    ...transfer.expiries,
    ...(transfer.carryEviction ? { carryEviction: true } : {}),
  };
  const exceptions = indexes.length === 0 ? NONE : await sink.restore(request, signal);
  const ours = await writtenBefore(transfer, request, exceptions, signal);
  let stopped: Error | undefined;
  for (const index of indexes) {
    const exception = exceptions.size === 0 ? undefined : exceptions.get(index);
    if (exception === undefined || ours.has(index)) {
      counts.copied(replaced.get(index)?.length ?? batch.lengths[index] ?? 0);
      continue;
    }
    losses.delete(index);
    if (exception.kind === 'stopped') stopped ??= exception.failure;
    else if (exception.kind === 'tooLarge') large.push(index);
    else if (exception.kind === 'exists' && onConflict === 'skip') counts.skipped();
    else quarantine.push(entry(batch, index, reasonOf(exception)));
  }
  const largeKeys = large.map((index) => namedKey(batch, index));
  // Payloads of those that are large were perhaps read in vain.
  if (large.length > 0) batch.release?.();
  for (const named of stopped === undefined ? largeKeys : []) {
    try {
      const key = await transferLarge(transfer, named, counts, signal);
      if (key !== null) quarantine.push(key);
    } catch (error) {
      // What was quarantined before is to be counted.
      stopped = toError(error);
      break;
    }
  }
  for (const kind of losses.values()) counts.lost(kind);
  for (const key of quarantine) counts.quarantined(key);
  if (stopped !== undefined) throw stopped;
  return quarantine;
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Copies a key part by part, and counts what became of it. @returns the key when it went to quarantine. @throws Failure */
async function transferLarge(
  { source, sink, database, onConflict, inTurn, expiries, held, resumed, ends }: Transfer,
  { name, ...key }: NamedKey,
  counts: Counts,
  signal: AbortSignal,
): Promise<QuarantinedKey | null> {
  const { clockDifference } = expiries;
  const copy = {
    ...{ source, sink, database, replace: onConflict === 'replace' },
    ...(clockDifference === undefined ? {} : { clockDifference }),
  };
  const outcome = await inTurn(async () => {
    const written = await copyLarge(copy, key.db, name, signal);
    if (written.kind !== 'exists' || !(resumed || written.doubtful === true)) return written;
    const where = { source, held, from: key.db, to: database, ends };
    const equal = await heldLarge(where, name, signal);
    return equal === null ? written : { kind: 'written' as const, ...equal };
  });
  switch (outcome.kind) {
    case 'written':
      counts.copied(outcome.bytes);
      if (outcome.loss !== undefined) counts.lost(outcome.loss);
      return null;
    case 'expired':
      counts.expired();
      return null;
    case 'stopped':
      throw outcome.failure;
    case 'unread':
      return { ...key, reason: outcome.reason };
    case 'exists':
    case 'refused':
    case 'tooLarge':
      if (outcome.kind === 'exists' && onConflict === 'skip') {
        counts.skipped();
        return null;
      }
      return { ...key, reason: reasonOf(outcome) };
  }
}

const HELD = stored('the target already holds this key');
const NONE: ReadonlyMap<number, RestoreException> = new Map();
const NOBODY: ReadonlySet<number> = new Set();

/** The keys that exist because this run wrote them, before it was interrupted or the connection was lost. */
async function writtenBefore(
  { held, resumed, onConflict, sourceNow }: Transfer,
  request: RestoreRequest,
  exceptions: ReadonlyMap<number, RestoreException>,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  if (onConflict === 'replace' || exceptions.size === 0) return NOBODY;
  const existing = [...exceptions].flatMap(([index, exception]) =>
    exception.kind === 'exists' && (resumed || exception.doubtful === true) ? [index] : [],
  );
  return existing.length === 0 ? NOBODY : heldAlready(held, request, existing, sourceNow(), signal);
}

function prepare(transfer: Transfer, batch: KeyBatch, counts: Counts): Prepared {
  const { transcoder } = transfer;
  const { bytes, offsets, lengths, expireAt, count } = batch;
  const now = transfer.sourceNow();
  const indexes = new Uint32Array(count);
  const replaced = new Map<number, Uint8Array>();
  const losses = new Map<number, Loss['kind']>();
  const quarantine: QuarantinedKey[] = [];
  const large: number[] = [];
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const start = offsets[index] ?? 0;
    const length = lengths[index] ?? -1;
    const expiry = expireAt[index] ?? 0;
    if (length === LARGE && (expiry === 0 || expiry > now)) {
      large.push(index);
      continue;
    }
    if (length < 0 || (expiry > 0 && expiry <= now)) {
      counts.expired();
      continue;
    }
    if (transcoder.inPlace(bytes, start, start + length)) {
      indexes[kept++] = index;
      continue;
    }
    const outcome = reencode(transfer, bytes.subarray(start, start + length), now);
    if (outcome === 'expired') counts.expired();
    else if (outcome === 'tooLarge') large.push(index);
    else if ('reason' in outcome) quarantine.push(entry(batch, index, outcome.reason));
    else {
      indexes[kept++] = index;
      replaced.set(index, outcome.payload);
      if (outcome.loss !== undefined) losses.set(index, outcome.loss);
    }
  }
  return { indexes: indexes.subarray(0, kept), replaced, losses, quarantine, large };
}

function reencode(
  { transcoder, reencodedBytes }: Transfer,
  payload: Uint8Array,
  now: number,
):
  | 'expired'
  | 'tooLarge'
  | { readonly reason: string }
  | { readonly payload: Uint8Array; readonly loss?: Loss['kind'] } {
  try {
    const transcoded = transcoder.transcode(payload, now, reencodedBytes);
    return transcoded.kind === 'payload' || transcoded.kind === 'refused' ? transcoded : transcoded.kind;
  } catch (error) {
    if (isFailure(error)) return { reason: stored('it could not be read: {0}', error.why) };
    throw error;
  }
}

function reasonOf(exception: Exclude<RestoreException, { kind: 'stopped' }>): string {
  return exception.kind === 'exists' ? HELD : stored('the target refused it: {0}', exception.reason);
}

function entry(batch: KeyBatch, index: number, reason: string): QuarantinedKey {
  const { key, db, type } = namedKey(batch, index);
  return { key, db, type, reason };
}

/** A key without its payload. */
interface NamedKey extends Omit<QuarantinedKey, 'reason'> {
  readonly name: Uint8Array;
}

function namedKey(batch: KeyBatch, index: number): NamedKey {
  const type = batch.bytes[batch.offsets[index] ?? 0];
  const name = batch.key(index);
  return { name, key: toBase64(name), db: batch.database, type: kindOfType(type) };
}
