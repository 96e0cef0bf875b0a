import { decimal } from './reader';
import { unreadable } from './unreadable';

/** Bytes in all, offset of the last entry, count of entries. */
const HEADER_BYTES = 10;
const END = 0xff;
/** First byte of a length of the previous entry that takes four bytes more. */
const LONG_PREVIOUS = 0xfe;

/**
 * The elements of a ziplist, in order; integers as their decimal text. The compact form of lists, hashes and sorted
 * sets before Redis 7 (ziplist.c).
 * @throws Failure `payload.unreadable`
 */
export function* ziplistElements(bytes: Uint8Array): Generator<Uint8Array, void> {
  if (bytes.length < HEADER_BYTES + 1) throw unreadable('a ziplist is shorter than its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = HEADER_BYTES;
  const need = (length: number): void => {
    if (at + length > bytes.length) throw unreadable('a ziplist is cut off');
  };
  for (;;) {
    need(1);
    const previous = view.getUint8(at);
    if (previous === END) {
      if (at !== bytes.length - 1) throw unreadable('a ziplist ends before its last byte');
      return;
    }
    at += previous === LONG_PREVIOUS ? 5 : 1;
    need(1);
    const first = view.getUint8(at);
    if (first < 0xc0) {
      const header = first < 0x40 ? 1 : first < 0x80 ? 2 : 5;
      need(header);
      const length = textLength(view, at, first);
      at += header;
      need(length);
      yield bytes.subarray(at, at + length);
      at += length;
    } else {
      const size = integerBytes(first);
      at += 1;
      need(size);
      yield decimal(integer(view, at, first));
      at += size;
    }
  }
}

function textLength(view: DataView, at: number, first: number): number {
  if (first < 0x40) return first;
  // Unlike everything else here, lengths have their highest byte first.
  if (first < 0x80) return view.getUint16(at) & 0x3fff;
  if (first !== 0x80) throw unreadable('a ziplist has an unknown encoding');
  return view.getUint32(at + 1);
}

/** Bytes of an integer after its encoding; the smallest ones are inside of it. */
function integerBytes(first: number): number {
  switch (first) {
    case 0xc0:
      return 2;
    case 0xd0:
      return 4;
    case 0xe0:
      return 8;
    case 0xf0:
      return 3;
    case 0xfe:
      return 1;
    default:
      if (first >= 0xf1 && first <= 0xfd) return 0;
      throw unreadable('a ziplist has an unknown encoding');
  }
}

function integer(view: DataView, at: number, first: number): number | bigint {
  switch (first) {
    case 0xc0:
      return view.getInt16(at, true);
    case 0xd0:
      return view.getInt32(at, true);
    case 0xe0:
      return view.getBigInt64(at, true);
    case 0xf0:
      return view.getUint16(at, true) | (view.getInt8(at + 2) << 16);
    case 0xfe:
      return view.getInt8(at);
    default:
      return (first & 0x0f) - 1;
  }
}
