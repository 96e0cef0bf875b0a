import { SLOT_COUNT } from '../../core/model/slotRanges';

const OPEN = 123;
const CLOSE = 125;

/** CRC16 of XMODEM, a byte at a time. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});

/**
 * The slot of the key in `bytes[start, end)`: of its hash tag, when it holds one that is not empty, else of all of it.
 * Works where the bytes lie, since every key of a copy passes here.
 */
export function keySlot(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let from = start;
  let to = end;
  const open = find(bytes, OPEN, start, end);
  if (open < end) {
    const close = find(bytes, CLOSE, open + 1, end);
    if (close < end && close > open + 1) {
      from = open + 1;
      to = close;
    }
  }
  let crc = 0;
  for (let at = from; at < to; at++) {
    crc = ((crc << 8) & 0xffff) ^ (TABLE[(crc >> 8) ^ (bytes[at] as number)] as number);
  }
  return crc % SLOT_COUNT;
}

/** A key that starts with `prefix` and lies in a slot that `fits`. @throws Error if no slot does */
export function keyInSlot(prefix: string, fits: (slot: number) => boolean): string {
  // A slot of 16,384 is met by chance well before this, unless none fits.
  for (let attempt = 0; attempt < 20 * SLOT_COUNT; attempt++) {
    const key = `${prefix}:${String(attempt)}`;
    if (fits(keySlot(Buffer.from(key, 'utf8')))) return key;
  }
  throw new Error('no slot fits');
}

function find(bytes: Uint8Array, byte: number, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== byte) at++;
  return at;
}
