import { versionAtLeast } from '../model/profile';
import { decode } from './decode';
import { encode, encodeHash } from './encode';
import type { Encoded } from './encode';
import { hasFieldTtls, readTtlFields } from './fieldTtlHash';
import { FOOTER_BYTES, footerVersion, payloadBody, stampFooter, stampFooterAt } from './footer';
import { RdbReader } from './reader';
import { acceptsFooter, describeServer, readsType } from './serverFormat';
import type { ServerFormat } from './serverFormat';
import { WRITABLE_STREAM_FORMS, isStream, readStreamImage, writeStream } from './streamImage';
import type { StreamForm, WritableStreamForm } from './streamImage';
import { unsupportedReason } from './unsupported';
import { ValueType, moduleTypeName } from './valueType';
import { stored } from '../model/stored';

const NEWEST_TYPE = ValueType.stream4;
/** From here on, numbers in RDB files stand for other things than values (rdb.h: the lowest so far is 242). */
const FIRST_OPCODE = 240;

/** What became of a payload on its way to another server. */
export type Transcoded =
  | Encoded
  | { readonly kind: 'refused'; readonly reason: string }
  /** It has to be decoded, and is larger than may be. */
  | { readonly kind: 'tooLarge' };

/** From cheap to dear; `stream` writes the form that it names. */
type Step =
  | { readonly kind: 'untouched' | 'restamp' | 'module' | 'hash' | 'plain' }
  | { readonly kind: 'stream'; readonly form: WritableStreamForm }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Makes payloads of one server readable by another, by the cheapest way that works: as it is, with a new footer, or
 * re-encoded. The way depends on the type byte alone (measured: no server decodes by the footer), so it is decided
 * once for each.
 */
export class Transcoder {
  readonly #source: ServerFormat;
  readonly #target: ServerFormat;
  readonly #clockDifference: number;
  /** By type byte. */
  readonly #steps = new Array<Step | undefined>(256).fill(undefined);
  /** The footer's version for which the steps were decided; servers of one cluster may differ. */
  #version = -1;

  /** @param clockDifference milliseconds by which the target's clock is ahead: expiries of hash fields move by it */
  constructor(source: ServerFormat, target: ServerFormat, clockDifference = 0) {
    this.#source = source;
    this.#target = target;
    this.#clockDifference = clockDifference;
  }

  /**
   * The payload as the target reads it. The given array may be overwritten, and the answer may be a part of it.
   * @param now milliseconds since the epoch: fields that expired before are left out when a hash is re-encoded.
   * @param mostBytes of a payload to decode, which takes several times as much memory. Streams are not decoded.
   * @throws Failure `payload.unreadable`
   */
  transcode(payload: Uint8Array, now: number, mostBytes = Infinity): Transcoded {
    const version = footerVersion(payload);
    if (version !== this.#version) {
      this.#steps.fill(undefined);
      this.#version = version;
    }
    const type = payload[0] ?? 0;
    const step = (this.#steps[type] ??= this.#decide(type, version));
    if ((step.kind === 'hash' || step.kind === 'plain') && payload.length > mostBytes)
      return { kind: 'tooLarge' };
    switch (step.kind) {
      case 'untouched':
        return { kind: 'payload', payload };
      case 'restamp':
        return { kind: 'payload', payload: stampFooter(payload) };
      case 'refused':
        return step;
      case 'module':
        return this.#module(payload);
      case 'hash':
        return this.#hash(payload, now);
      case 'stream':
        return rewriteStream(payload, step.form);
      case 'plain':
        return this.#plain(payload, now);
    }
  }

  /**
   * Makes the payload `bytes[start, end)` readable without moving it, if its type allows: most do. False when it has to
   * be transcoded. The quick path: nothing is made, and the way is decided by `transcode` once per type.
   */
  inPlace(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start <= FOOTER_BYTES) return false;
    const version = (bytes[end - FOOTER_BYTES] ?? 0) | ((bytes[end - FOOTER_BYTES + 1] ?? 0) << 8);
    if (version !== this.#version) return false;
    const kind = this.#steps[bytes[start] ?? 0]?.kind;
    if (kind === 'untouched') return true;
    if (kind !== 'restamp') return false;
    stampFooterAt(bytes, start, end);
    return true;
  }

  #decide(type: number, version: number): Step {
    if (type === ValueType.module) return { kind: 'module' };
    const footed: Step = { kind: acceptsFooter(this.#target, version) ? 'untouched' : 'restamp' };
    // Types of versions newer than this program: a server reads all that an equal or older one of its line writes.
    if (type > NEWEST_TYPE && type < FIRST_OPCODE && this.#isUpgrade()) return footed;
    const reason = unsupportedReason(type, this.#source.product);
    if (reason !== null) return { kind: 'refused', reason };
    const moved = this.#clockDifference !== 0 && hasFieldTtls(type);
    if (readsType(this.#target, type) && !moved) return footed;
    if (hasFieldTtls(type)) return { kind: 'hash' };
    if (!isStream(type)) return { kind: 'plain' };
    const form = WRITABLE_STREAM_FORMS.findLast((poorer) => poorer < type && readsType(this.#target, poorer));
    return form === undefined
      ? {
          kind: 'refused',
          reason: stored('{0} has no streams, they came with Redis 5.0', describeServer(this.#target)),
        }
      : { kind: 'stream', form };
  }

  #hash(payload: Uint8Array, now: number): Transcoded {
    const difference = this.#clockDifference;
    const fields = readTtlFields(payloadBody(payload)).map((field) =>
      field.expireAt === 0 ? field : { ...field, expireAt: field.expireAt + difference },
    );
    return encodeHash(fields, this.#target, now + difference);
  }

  #isUpgrade(): boolean {
    const { product, version } = this.#source;
    return this.#target.product === product && versionAtLeast(this.#target.version, version);
  }

  #plain(payload: Uint8Array, now: number): Transcoded {
    const value = decode(payload, this.#source.product);
    if (value.kind === 'stream') throw new Error('a stream has its own step');
    return encode(value, this.#target, now);
  }

  #module(payload: Uint8Array): Transcoded {
    const name = moduleTypeName(new RdbReader(payloadBody(payload), 1).length64());
    if (!takesModule(name, this.#source, this.#target)) {
      const reason = stored('it belongs to the module type {0}, which the target does not have', name);
      return { kind: 'refused', reason };
    }
    const accepted = acceptsFooter(this.#target, footerVersion(payload));
    return { kind: 'payload', payload: accepted ? payload : stampFooter(payload) };
  }
}

/**
 * True if the server may be given a value of that module type: one before 6.2 exits when it does not know the type
 * (measured), newer ones refuse the value.
 */
function takesModule(name: string, source: ServerFormat, target: ServerFormat): boolean {
  const since = name === 'vectorset' ? '8.0' : '6.2';
  return target.product === source.product && versionAtLeast(target.version, since);
}

/** The stream in a poorer form. 26 and 21 differ by the tail alone, so that one is cut off in place. */
function rewriteStream(payload: Uint8Array, form: WritableStreamForm): Transcoded {
  const type = payload[0] as StreamForm;
  const image = readStreamImage(new RdbReader(payloadBody(payload), 1), type);
  const loss = image.idempotency ? { loss: 'stream-idempotency' as const } : {};
  if (type !== ValueType.stream4 || form !== ValueType.stream3) {
    return { kind: 'payload', payload: writeStream(image, form), ...loss };
  }
  payload[0] = ValueType.stream3;
  const cut = payload.subarray(0, payload.length - image.tailBytes);
  return { kind: 'payload', payload: stampFooter(cut), ...loss };
}
