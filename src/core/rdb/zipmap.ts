import { unreadable } from './unreadable';

const LONG_LENGTH = 254;
const END = 255;

/**
 * Field, value, field, value … of a zipmap: the compact form of hashes before Redis 2.6, which every server still
 * reads (zipmap.c: a count, then length, field, length, unused bytes, value, unused).
 * @throws Failure `payload.unreadable`
 */
export function* zipmapElements(bytes: Uint8Array): Generator<Uint8Array, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The first byte counts the fields, but only up to 253.
  let at = 1;
  const need = (length: number): void => {
    if (at + length > bytes.length) throw unreadable('a zipmap is cut off');
  };
  const length = (): number => {
    need(1);
    const first = view.getUint8(at++);
    if (first < LONG_LENGTH) return first;
    if (first === END) throw unreadable('a zipmap ends within a field');
    need(4);
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const take = (size: number): Uint8Array => {
    need(size);
    at += size;
    return bytes.subarray(at - size, at);
  };
  for (;;) {
    need(1);
    if (view.getUint8(at) === END) {
      if (at !== bytes.length - 1) throw unreadable('a zipmap ends before its last byte');
      return;
    }
    yield take(length());
    const size = length();
    need(1);
    const unused = view.getUint8(at++);
    yield take(size);
    take(unused);
  }
}
