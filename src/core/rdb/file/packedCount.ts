import { beginningOfLzf } from '../lzf';
import type { ByteWindow } from './byteWindow';

/** The forms in which a small collection is one string. */
export type PackForm = 'listpack' | 'ziplist' | 'intset' | 'zipmap';

/** Bytes that say how many elements there are, at most, and how many packed ones hold as much: each step of LZF writes one at least. */
const HEAD_BYTES = 10;
export const STORED_HEAD_BYTES = 64;

/** Counts that a listpack or a ziplist, and a zipmap, cannot tell. */
const MANY = 0xffff;
const MANY_FIELDS = 254;

/** What a packed collection holds. */
export interface Packed {
  /** null where it holds more than it counts. */
  readonly elements: number | null;
  readonly bytes: number;
}

/** Takes a packed collection by its first bytes; these have to be there (`hasStored`). @throws Failure `payload.unreadable` */
export function takePacked(window: ByteWindow, form: PackForm): Packed {
  const { stored, packed, unpacked } = window.glance(STORED_HEAD_BYTES);
  const head = packed ? beginningOfLzf(stored, HEAD_BYTES) : stored;
  return { elements: countIn(head, form), bytes: unpacked };
}

function countIn(head: Uint8Array, form: PackForm): number | null {
  switch (form) {
    case 'listpack':
      return told(little(head, 4, 2), MANY);
    case 'ziplist':
      return told(little(head, 8, 2), MANY);
    case 'intset':
      return little(head, 4, 4);
    case 'zipmap':
      // Counted in fields, not in strings.
      return told(little(head, 0, 1), MANY_FIELDS);
  }
}

function told(count: number, many: number): number | null {
  return count >= many ? null : count;
}

function little(bytes: Uint8Array, start: number, width: number): number {
  let value = 0;
  for (let at = width - 1; at >= 0; at--) value = value * 256 + (bytes[start + at] ?? 0);
  return value;
}
