import type { RdbReader } from './reader';
import { unreadable } from './unreadable';
import type { RdbWriter } from './writer';

/** Lengths that stand for a score themselves, in sorted sets of type 3 (rdb.c, rdbLoadDoubleValue). */
const NAN = 253;
const INFINITE = 254;
const MINUS_INFINITE = 255;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const decoder = new TextDecoder('latin1');
const encoder = new TextEncoder();

/**
 * A score as servers write it: `3`, `0.1`, `-inf`.
 * @throws Failure `payload.unreadable`
 */
export function parseScore(text: Uint8Array): number {
  const written = decoder.decode(text);
  // Number() takes more than strtod does, such as an empty text or 0b1.
  if (NUMBER.test(written)) return Number(written);
  if (/^[+]?inf(?:inity)?$/i.test(written)) return Infinity;
  if (/^-inf(?:inity)?$/i.test(written)) return -Infinity;
  throw unreadable('a score is not a number');
}

/** A score of type 3: one byte of length, or a sign of its own, then text. @throws Failure `payload.unreadable` */
export function readTextScore(reader: RdbReader): number {
  const length = reader.byte();
  switch (length) {
    case NAN:
      return NaN;
    case INFINITE:
      return Infinity;
    case MINUS_INFINITE:
      return -Infinity;
    default:
      return parseScore(reader.bytes(length));
  }
}

/** Writes a score as `readTextScore` reads it: the shortest text that gives the same double. */
export function writeTextScore(writer: RdbWriter, score: number): void {
  if (Number.isNaN(score)) writer.byte(NAN);
  else if (score === Infinity) writer.byte(INFINITE);
  else if (score === -Infinity) writer.byte(MINUS_INFINITE);
  else {
    const text = encoder.encode(Object.is(score, -0) ? '-0' : String(score));
    writer.byte(text.length).raw(text);
  }
}
