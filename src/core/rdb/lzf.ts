import { unreadable } from './unreadable';

/**
 * Decompresses LibLZF data, as RDB strings carry it.
 * @param size bytes that it must come to; the caller has bounded it.
 * @throws Failure `payload.unreadable` when the data does not come to exactly that size.
 */
export function decompressLzf(data: Uint8Array, size: number): Uint8Array {
  const output = new Uint8Array(size);
  if (expand(data, output) !== size) throw unreadable('compressed data is shorter than it says');
  return output;
}

/**
 * The first bytes of what LibLZF data comes to, so many at most, from data that may be cut off.
 * @throws Failure `payload.unreadable` when even that much is damaged.
 */
export function beginningOfLzf(data: Uint8Array, most: number): Uint8Array {
  // What one step writes: where the wanted bytes end within a step, the rest of it has to fit too.
  const output = new Uint8Array(most + 264);
  const whole = expand(data, output, most);
  return output.subarray(0, Math.min(most, whole));
}

/** @param enough ends it early @returns bytes written */
function expand(data: Uint8Array, output: Uint8Array, enough = Infinity): number {
  const size = output.length;
  let from = 0;
  let to = 0;
  while (from < data.length && to < enough) {
    const control = byteAt(data, from++);
    if (control < 32) {
      const length = control + 1;
      if (from + length > data.length || to + length > size)
        throw unreadable('compressed data runs past its end');
      output.set(data.subarray(from, from + length), to);
      from += length;
      to += length;
      continue;
    }
    let length = control >> 5;
    if (length === 7) length += byteAt(data, from++);
    length += 2;
    let reference = to - ((control & 0x1f) << 8) - 1 - byteAt(data, from++);
    if (reference < 0 || to + length > size) throw unreadable('compressed data points outside itself');
    // Byte by byte: a reference may overlap what it is writing, that is how runs are coded.
    for (; length > 0; length--) output[to++] = byteAt(output, reference++);
  }
  return to;
}

function byteAt(data: Uint8Array, index: number): number {
  const byte = data[index];
  if (byte === undefined) throw unreadable('compressed data is cut off');
  return byte;
}
