import { isAtLeast, isRedisBefore } from './confTarget';
import type { ConfTarget } from './confTarget';

const UNITS: Readonly<Record<string, bigint>> = {
  '': 1n,
  b: 1n,
  k: 1000n,
  kb: 1024n,
  m: 1000n ** 2n,
  mb: 1024n ** 2n,
  g: 1000n ** 3n,
  gb: 1024n ** 3n,
};
const MOST_SIGNED = 2n ** 63n - 1n;
const MOST_UNSIGNED = 2n ** 64n - 1n;

/** A whole number as a server writes it: no plus, no leading zero, no blank. null when it is none, or needs more than 64 bits. */
export function readInteger(text: string): bigint | null {
  if (!/^(0|-?[1-9]\d{0,19})$/.test(text)) return null;
  const value = BigInt(text);
  return value <= MOST_SIGNED && value >= -MOST_SIGNED - 1n ? value : null;
}

/** What C's atoi makes of it: the digits at the beginning, else 0. Redis before 6.0 reads numbers so. */
export function readLoosely(text: string): bigint {
  return BigInt(/^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text)?.[1]?.replace('+', '') ?? '0');
}

/** The same, as C keeps it in so many bits: too large a number may become one below zero. */
export function readAsInt(text: string, bits = 32): bigint {
  const number = readLoosely(text);
  const kept = number > MOST_SIGNED ? MOST_SIGNED : number < -MOST_SIGNED - 1n ? -MOST_SIGNED - 1n : number;
  return BigInt.asIntN(bits, kept);
}

/**
 * Bytes: digits and a unit (k is 1000, kb is 1024), as that version reads them; a unit alone means 0. null when it is
 * refused.
 * @param signed whether the setting's own numbers have a sign: too many bytes then wrap around to less than none
 */
export function readMemory(text: string, target: ConfTarget, signed = true): bigint | null {
  const parts = /^(-?)(\d*)([a-z]*)$/i.exec(text);
  const unit = UNITS[parts?.[3]?.toLowerCase() ?? '?'];
  if (parts === null || unit === undefined) return null;
  const [, sign = '', digits = ''] = parts;
  if (sign.length + digits.length >= 128 || (sign !== '' && digits === '')) return null;
  const number = digits === '' ? 0n : BigInt(digits);
  if (isRedisBefore(target, '7.0')) {
    const bytes = BigInt.asIntN(64, (number > MOST_SIGNED ? MOST_SIGNED : number) * unit);
    if (sign === '') return bytes < 0n ? null : bytes;
    return number === 0n ? 0n : null;
  }
  if (sign !== '') return null;
  if (isAtLeast(target, 'valkey', '9.0') && number * unit > MOST_UNSIGNED) return null;
  const bytes = BigInt.asUintN(64, (number > MOST_UNSIGNED ? MOST_UNSIGNED : number) * unit);
  return signed ? BigInt.asIntN(64, bytes) : bytes;
}

/** `1048576` as `1mb`, where that says the same. */
export function inUnits(bytes: bigint): string {
  for (const unit of ['gb', 'mb', 'kb']) {
    const size = UNITS[unit] ?? 1n;
    if (bytes >= size && bytes % size === 0n) return `${String(bytes / size)}${unit}`;
  }
  return String(bytes);
}
