import { unreadable } from './unreadable';

/**
 * Decompresses LibLZF data, as RDB strings carry it.
 * @param size bytes that it must come to; the caller has bounded it.
 * @throws Failure `payload.unreadable` when the data does not come to exactly that size.
 */
export function decompressLzf(data: Uint8Array, size: number): Uint8Array {
  const output = new Uint8Array(size);
  let from = 0;
  let to = 0;
  while (from < data.length) {
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
  if (to !== size) throw unreadable('compressed data is shorter than it says');
  return output;
}

function byteAt(data: Uint8Array, index: number): number {
  const byte = data[index];
  if (byte === undefined) throw unreadable('compressed data is cut off');
  return byte;
}
