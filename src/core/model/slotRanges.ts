/** Slots of every cluster. */
export const SLOT_COUNT = 16_384;

/**
 * Reads slots written as ranges such as `0-5460,9000`, in any order.
 * @returns 1 for each slot that is named; null when the text is not like that.
 */
export function readSlotRanges(ranges: string): Uint8Array | null {
  const named = new Uint8Array(SLOT_COUNT);
  for (const range of ranges.split(',')) {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? [];
    const [from, to] = [Number(first ?? SLOT_COUNT), Number(last)];
    if (from > to || to >= SLOT_COUNT || first === undefined) return null;
    named.fill(1, from, to + 1);
  }
  return named;
}

/** The slots that are not 0, ascending, in the shortest form that readSlotRanges reads; empty for none. */
export function formatSlotRanges(named: Uint8Array): string {
  const ranges: string[] = [];
  for (let slot = 0; slot < named.length; slot++) {
    if (named[slot] === 0) continue;
    const from = slot;
    while (slot + 1 < named.length && named[slot + 1] !== 0) slot++;
    ranges.push(from === slot ? String(from) : `${String(from)}-${String(slot)}`);
  }
  return ranges.join(',');
}
