import { readSlotRanges } from '../../core/model/slotRanges';
import type { KeyBatch } from '../../core/keyBatch';
import type { NamesRequest } from '../../core/ports';
import { pickPage } from '../bulk/keyPage';
import type { FramedKeys, KeyPage } from '../bulk/keyPage';
import { lineEnd } from '../bulk/replies';
import { RespBatch } from '../bulk/respBatch';
import { keySlot } from './slots';

/** The slot of each key of a batch. */
export function batchSlots(batch: KeyBatch): Uint16Array {
  const slots = new Uint16Array(batch.count);
  const framed = batch instanceof RespBatch ? batch.keys : null;
  for (let index = 0; index < batch.count; index++) {
    slots[index] = framed === null ? keySlot(batch.key(index)) : framedSlot(framed, index);
  }
  return slots;
}

/** The slots that a request asks for; null for all. */
export function wantedSlots({ slots }: NamesRequest): Uint8Array | null {
  return slots === undefined ? null : readSlotRanges(slots);
}

/** The keys of a page whose slots are not 0 in `wanted`. */
export function keepWanted(page: KeyPage, wanted: Uint8Array): KeyPage {
  return pickPage(page, (index) => wanted[framedSlot(page, index)] !== 0);
}

/** Without making anything for the key. */
function framedSlot({ bytes, starts, ends }: FramedKeys, index: number): number {
  return keySlot(bytes, lineEnd(bytes, starts[index] as number) + 2, (ends[index] as number) - 2);
}
