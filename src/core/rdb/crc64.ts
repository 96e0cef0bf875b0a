/**
 * CRC-64 as Redis computes it over DUMP payloads and RDB files: Jones polynomial, reflected
 * (0x95ac9329ac4bc9b5), initial value 0, no final xor. Check value of "123456789": 0xe9c6d914c4b8d9ca.
 */
const POLY_HIGH = 0x95ac9329;
const POLY_LOW = 0xac4bc9b5;
const SLICES = 8;

// Slicing-by-8: LOW/HIGH[slice * 256 + byte] are the halves of that byte's CRC when `slice` zero bytes follow it.
const LOW = new Uint32Array(SLICES * 256);
const HIGH = new Uint32Array(SLICES * 256);

for (let byte = 0; byte < 256; byte++) {
  let low = byte;
  let high = 0;
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = ((low >>> 1) | (high << 31)) >>> 0;
    high >>>= 1;
    if (carry === 1) {
      low = (low ^ POLY_LOW) >>> 0;
      high = (high ^ POLY_HIGH) >>> 0;
    }
  }
  LOW[byte] = low;
  HIGH[byte] = high;
}
for (let index = 256; index < SLICES * 256; index++) {
  const low = at(LOW, index - 256);
  const high = at(HIGH, index - 256);
  const byte = low & 0xff;
  LOW[index] = ((low >>> 8) | (high << 24)) ^ at(LOW, byte);
  HIGH[index] = (high >>> 8) ^ at(HIGH, byte);
}

// The CRC so far. It lives here, not in an object, so that a payload of some bytes costs nothing beside its own.
let low = 0;
let high = 0;

/** The CRC of `bytes[start, end)`, written little-endian to `bytes[end, end + 8)`, as a footer carries it. */
export function writeCrc64(bytes: Uint8Array, end: number, start = 0): void {
  low = 0;
  high = 0;
  advance(bytes, start, end);
  for (let byte = 0; byte < 4; byte++) {
    bytes[end + byte] = (low >>> (8 * byte)) & 0xff;
    bytes[end + 4 + byte] = (high >>> (8 * byte)) & 0xff;
  }
}

/** The CRC of bytes that come in parts. */
export class RunningCrc64 {
  #low = 0;
  #high = 0;

  /** Counts `bytes[start, end)` in. */
  add(bytes: Uint8Array, start: number, end: number): void {
    low = this.#low;
    high = this.#high;
    advance(bytes, start, end);
    this.#low = low;
    this.#high = high;
  }

  /** Whether it is what eight bytes, little-endian, say from `start` on. */
  equals(view: DataView, start: number): boolean {
    return (
      view.getUint32(start, true) === this.#low >>> 0 && view.getUint32(start + 4, true) === this.#high >>> 0
    );
  }
}

function advance(bytes: Uint8Array, start: number, end: number): void {
  let l = low;
  let h = high;
  let index = start;
  for (const last = end - 7; index < last; index += 8) {
    l ^=
      at(bytes, index) |
      (at(bytes, index + 1) << 8) |
      (at(bytes, index + 2) << 16) |
      (at(bytes, index + 3) << 24);
    h ^=
      at(bytes, index + 4) |
      (at(bytes, index + 5) << 8) |
      (at(bytes, index + 6) << 16) |
      (at(bytes, index + 7) << 24);
    const a = 1792 + (l & 0xff);
    const b = 1536 + ((l >>> 8) & 0xff);
    const c = 1280 + ((l >>> 16) & 0xff);
    const d = 1024 + (l >>> 24);
    const e = 768 + (h & 0xff);
    const f = 512 + ((h >>> 8) & 0xff);
    const g = 256 + ((h >>> 16) & 0xff);
    const i = h >>> 24;
    l = at(LOW, a) ^ at(LOW, b) ^ at(LOW, c) ^ at(LOW, d) ^ at(LOW, e) ^ at(LOW, f) ^ at(LOW, g) ^ at(LOW, i);
    h =
      at(HIGH, a) ^
      at(HIGH, b) ^
      at(HIGH, c) ^
      at(HIGH, d) ^
      at(HIGH, e) ^
      at(HIGH, f) ^
      at(HIGH, g) ^
      at(HIGH, i);
  }
  for (; index < end; index++) {
    const entry = (l ^ at(bytes, index)) & 0xff;
    l = ((l >>> 8) | (h << 24)) ^ at(LOW, entry);
    h = (h >>> 8) ^ at(HIGH, entry);
  }
  low = l;
  high = h;
}

// Every index above is in range by construction; the cast keeps the hot loop free of a branch per byte.
function at(array: Uint8Array | Uint32Array, index: number): number {
  return array[index] as number;
}
