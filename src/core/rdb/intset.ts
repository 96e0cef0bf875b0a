import { decimal } from './reader';
import { unreadable } from './unreadable';

/**
 * The members of a set of integers (intset.c: width, count, integers, all little-endian), as decimal text.
 * @throws Failure `payload.unreadable`
 */
export function intsetMembers(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length < 8) throw unreadable('an integer set is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(0, true);
  const count = view.getUint32(4, true);
  if (![2, 4, 8].includes(width) || bytes.length !== 8 + width * count) {
    throw unreadable('an integer set lies about its size');
  }
  return Array.from({ length: count }, (_, index) => {
    const at = 8 + index * width;
    if (width === 2) return decimal(view.getInt16(at, true));
    return decimal(width === 4 ? view.getInt32(at, true) : view.getBigInt64(at, true));
  });
}
