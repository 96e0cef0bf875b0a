import type { Loss } from '../model/run';
import { acceptsFooter, readsType } from './serverFormat';
import type { ServerFormat } from './serverFormat';
import { hasFieldTtls, readTtlFields, writeHash } from './fieldTtlHash';
import type { HashForm } from './fieldTtlHash';
import { FOOTER_BYTES, footerVersion, payloadBody, stampFooter, stampFooterAt } from './footer';
import { RdbReader } from './reader';
import { versionAtLeast } from '../model/profile';
import { ValueType, moduleTypeName } from './valueType';

/** What became of a payload on its way to another server. */
export type Transcoded =
  | { readonly kind: 'payload'; readonly payload: Uint8Array; readonly loss?: Loss['kind'] }
  /** Nothing is left: every field had expired. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused'; readonly reason: string };

type Step = 'untouched' | 'restamp' | { readonly hash: HashForm } | { readonly refuse: string } | 'module';

/**
 * Makes payloads of one server readable by another, by the cheapest way that works: as it is, with a new footer, or
 * re-encoded. The way depends on the type byte alone (measured: no server decodes by the footer), so it is decided
 * once for each.
 */
export class Transcoder {
  readonly #source: ServerFormat;
  readonly #target: ServerFormat;
  readonly #steps = new Map<number, Step>();

  constructor(source: ServerFormat, target: ServerFormat) {
    this.#source = source;
    this.#target = target;
  }

  /**
   * The payload as the target reads it. The given array's footer may be overwritten.
   * @param now milliseconds since the epoch: fields that expired before are left out when a hash is re-encoded.
   * @throws Failure `payload.unreadable`
   */
  transcode(payload: Uint8Array, now: number): Transcoded {
    const version = footerVersion(payload);
    const type = payload[0] ?? 0;
    let step = this.#steps.get(type);
    if (step === undefined) {
      step = this.#decide(type, version);
      this.#steps.set(type, step);
    }
    if (step === 'untouched') return { kind: 'payload', payload };
    if (step === 'restamp') return { kind: 'payload', payload: stampFooter(payload) };
    if (step === 'module') return this.#module(payload);
    if ('refuse' in step) return { kind: 'refused', reason: step.refuse };
    return reencodeHash(payload, step.hash, now);
  }

  /**
   * Makes the payload `bytes[start, end)` readable without moving it, if its type allows: most do. False when it has to
   * be transcoded. The quick path: nothing is made, and the footer is looked at once per type.
   */
  inPlace(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start <= FOOTER_BYTES) return false;
    const step = this.#steps.get(bytes[start] ?? 0);
    if (step === 'untouched') return true;
    if (step !== 'restamp') return false;
    stampFooterAt(bytes, start, end);
    return true;
  }

  #decide(type: number, version: number): Step {
    if (type === ValueType.modulePre || type === ValueType.module) return 'module';
    const known =
      readsType(this.#target, type) && (type !== ValueType.hash2 || this.#source.product === 'valkey');
    if (known) return acceptsFooter(this.#target, version) ? 'untouched' : 'restamp';
    if (hasFieldTtls(type) && (type !== ValueType.hash2 || this.#source.product === 'valkey')) {
      return { hash: hashFormFor(this.#target) };
    }
    return {
      refuse: `${describe(this.#target)} does not read values of type ${String(type)}, and they cannot be re-encoded yet`,
    };
  }

  #module(payload: Uint8Array): Transcoded {
    const name = moduleName(payload);
    // A server before 6.2 exits when it meets a module type it does not know.
    const safe = this.#target.product === this.#source.product && versionAtLeast(this.#target.version, '6.2');
    if (!safe)
      return {
        kind: 'refused',
        reason: `it belongs to the module type ${name}, which the target does not have`,
      };
    const accepted = acceptsFooter(this.#target, footerVersion(payload));
    return { kind: 'payload', payload: accepted ? payload : stampFooter(payload) };
  }
}

/** The richest form of a hash that the server reads. */
function hashFormFor(target: ServerFormat): HashForm {
  if (readsType(target, ValueType.hash2)) return ValueType.hash2;
  if (readsType(target, ValueType.hashMetadata)) return ValueType.hashMetadata;
  return ValueType.hash;
}

function reencodeHash(payload: Uint8Array, form: HashForm, now: number): Transcoded {
  const live = readTtlFields(payloadBody(payload)).filter(({ expireAt }) => expireAt === 0 || expireAt > now);
  if (live.length === 0) return { kind: 'expired' };
  const timed = live.some(({ expireAt }) => expireAt > 0);
  // Without a TTL left on any field the plain form says the same, and every server reads it.
  const written = writeHash(timed ? form : ValueType.hash, live);
  const lossy = timed && form === ValueType.hash;
  return { kind: 'payload', payload: written, ...(lossy ? { loss: 'hash-field-ttl' as const } : {}) };
}

function moduleName(payload: Uint8Array): string {
  return moduleTypeName(new RdbReader(payloadBody(payload), 1).length64());
}

function describe(server: ServerFormat): string {
  return `${server.product === 'valkey' ? 'Valkey' : 'Redis'} ${server.version}`;
}
