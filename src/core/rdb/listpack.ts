import { decimal } from './reader';
import { unreadable } from './unreadable';

const HEADER_BYTES = 6;
const END = 0xff;

/**
 * The elements of a listpack, in order; integers as their decimal text.
 * @throws Failure `payload.unreadable`
 */
export function* listpackElements(bytes: Uint8Array): Generator<Uint8Array, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES + 1) throw unreadable('a listpack is shorter than its header');
  let at = HEADER_BYTES;
  const need = (length: number): void => {
    if (at + length > bytes.length) throw unreadable('a listpack is cut off');
  };
  for (;;) {
    need(1);
    const first = view.getUint8(at);
    if (first === END) {
      if (at !== bytes.length - 1) throw unreadable('a listpack ends before its last byte');
      return;
    }
    // Longest header of an entry: one byte and eight of an integer.
    const header = headerBytes(first);
    need(header);
    const text = textLength(view, at, first);
    const size = header + Math.max(0, text);
    need(size);
    yield text >= 0 ? bytes.subarray(at + header, at + size) : decimal(integer(view, at, first));
    at += size + backLengthBytes(size);
  }
}

/** Bytes of an entry before its text; for an integer, the whole entry. */
function headerBytes(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 1;
  if (first < 0xf0) return 2;
  switch (first) {
    case 0xf0:
      return 5;
    case 0xf1:
      return 3;
    case 0xf2:
      return 4;
    case 0xf3:
      return 5;
    case 0xf4:
      return 9;
    default:
      throw unreadable('a listpack has an unknown encoding');
  }
}

/** Bytes of an entry's text; -1 when it is an integer. */
function textLength(view: DataView, at: number, first: number): number {
  if (first < 0x80) return -1;
  if (first < 0xc0) return first & 0x3f;
  if (first < 0xe0) return -1;
  if (first < 0xf0) return ((first & 0x0f) << 8) | view.getUint8(at + 1);
  return first === 0xf0 ? view.getUint32(at + 1, true) : -1;
}

function integer(view: DataView, at: number, first: number): number | bigint {
  if (first < 0x80) return first;
  if (first < 0xe0) {
    const value = ((first & 0x1f) << 8) | view.getUint8(at + 1);
    return value < 4096 ? value : value - 8192;
  }
  switch (first) {
    case 0xf1:
      return view.getInt16(at + 1, true);
    case 0xf2:
      return view.getUint16(at + 1, true) | (view.getInt8(at + 3) << 16);
    case 0xf3:
      return view.getInt32(at + 1, true);
    default:
      return view.getBigInt64(at + 1, true);
  }
}

/** Bytes of the length that follows an entry, for walking backwards. */
function backLengthBytes(size: number): number {
  if (size < 128) return 1;
  if (size < 16384) return 2;
  if (size < 2097152) return 3;
  if (size < 268435456) return 4;
  return 5;
}
