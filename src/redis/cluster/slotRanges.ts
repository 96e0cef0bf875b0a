import { SLOT_COUNT } from './slots';

/** The slots whose flags are not 0, as ranges: `0-5460,9000`; empty for none. */
export function rangesOf(flags: Uint8Array): string {
  const ranges: string[] = [];
  for (let slot = 0; slot < flags.length; slot++) {
    if (flags[slot] === 0) continue;
    const first = slot;
    while (slot + 1 < flags.length && flags[slot + 1] !== 0) slot++;
    ranges.push(first === slot ? String(first) : `${String(first)}-${String(slot)}`);
  }
  return ranges.join(',');
}

/** The same ranges as flags; all 0 for a text that is not such ranges. */
export function slotsOf(ranges: string): Uint8Array {
  const flags = new Uint8Array(SLOT_COUNT);
  for (const range of ranges === '' ? [] : ranges.split(',')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range);
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (!(first <= last && last < SLOT_COUNT)) return new Uint8Array(SLOT_COUNT);
    flags.fill(1, first, last + 1);
  }
  return flags;
}
