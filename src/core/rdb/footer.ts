import { Failure } from '../model/failure';
import { writeCrc64 } from './crc64';
import { t } from '../model/t';
import { stored } from '../model/stored';

/** Bytes after the value of a DUMP payload: RDB version (2, little-endian), CRC64 (8). */
export const FOOTER_BYTES = 10;

/**
 * The RDB version that every server from 2.8 to Redis 8.6 and Valkey 9.1 accepts in a footer (measured on 17
 * servers): no server looks at it to decode, only at the type byte.
 */
export const UNIVERSAL_FOOTER_VERSION = 6;

/**
 * The RDB version in a payload's footer.
 * @throws Failure `payload.unreadable` when it is too short to have a type byte and a footer.
 */
export function footerVersion(payload: Uint8Array): number {
  const low = payload[payload.length - FOOTER_BYTES];
  const high = payload[payload.length - FOOTER_BYTES + 1];
  if (payload.length < FOOTER_BYTES || low === undefined || high === undefined) {
    throw new Failure('payload.unreadable', {
      what: t('Could not read a DUMP payload'),
      why: stored('it has {0} bytes, fewer than its footer', payload.length),
      next: t('Check what stands between this program and the server.'),
    });
  }
  return low | (high << 8);
}

/** The value inside a payload, without its footer: a view, not a copy. */
export function payloadBody(payload: Uint8Array): Uint8Array {
  return payload.subarray(0, Math.max(0, payload.length - FOOTER_BYTES));
}

/** Overwrites the last ten bytes with the universal version and the CRC of all before it. Returns the same array. */
export function stampFooter(payload: Uint8Array): Uint8Array {
  stampFooterAt(payload, 0, payload.length);
  return payload;
}

/** The same for a payload that is `bytes[start, end)`. */
export function stampFooterAt(bytes: Uint8Array, start: number, end: number): void {
  bytes[end - FOOTER_BYTES] = UNIVERSAL_FOOTER_VERSION;
  bytes[end - FOOTER_BYTES + 1] = 0;
  writeCrc64(bytes, end - 8, start);
}
