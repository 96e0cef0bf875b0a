import { SLOT_COUNT, formatSlotRanges, readSlotRanges } from '../core/model/slotRanges';
import type { ScanPosition } from '../core/keyBatch';

/** What a scan is of: its position but for the cursor. */
export type ScanSubject = Omit<ScanPosition, 'cursor' | 'slots'>;

/** What is left to scan, and where it was. */
export interface Remainder {
  /** The slots still to be scanned. */
  readonly slots: Uint8Array;
  /** `0` when they are to be scanned from the beginning. */
  readonly cursor: string;
  /** The positions that this follows from. */
  readonly used: readonly ScanPosition[];
}

const OVER = '0';

/** How far scans have come: what an earlier run left, and what was read since. */
export class ScanPositions {
  #known: ScanPosition[];

  /** @param from what is no position is left out: it may come from a file */
  constructor(from: readonly ScanPosition[] = []) {
    this.#known = from.filter(({ cursor, runId }) => /^\d{1,20}$/.test(cursor) && runId !== '');
  }

  /** True if any process but this one left a position of the same scan. */
  outlived({ node, runId, database }: ScanSubject): boolean {
    return this.#known.some(
      (known) => known.node === node && known.database === database && known.runId !== runId,
    );
  }

  /** Takes a position in; it replaces the earlier ones of the same scan. */
  learn(position: ScanPosition): void {
    const { node, database, slots, runId } = position;
    this.#known = this.#known.filter(
      (known) =>
        known.node !== node ||
        known.database !== database ||
        (known.runId === runId && known.slots !== slots),
    );
    if (runId !== '') this.#known.push(position);
  }

  /** Where to go on with a server that stands alone; `null` when its scan is over. */
  cursorOf(subject: ScanSubject): { readonly cursor: string | null; readonly used: readonly ScanPosition[] } {
    const found = this.#of(subject).find(({ slots }) => slots === '');
    if (found === undefined) return { cursor: OVER, used: [] };
    return { cursor: found.cursor === OVER ? null : found.cursor, used: [found] };
  }

  /**
   * Where to go on with the slots that are wanted from a node. Those of scans that are over are left out; the rest goes
   * on only from a position that covers all of it.
   */
  remainder(subject: ScanSubject, wanted: Uint8Array): Remainder {
    const known = this.#of(subject).map((position) => ({
      position,
      covered: readSlotRanges(position.slots) ?? new Uint8Array(SLOT_COUNT),
    }));
    const slots = Uint8Array.from(wanted);
    const used: ScanPosition[] = [];
    for (const { position, covered } of known) {
      if (position.cursor !== OVER) continue;
      const useful = covered.some((flag, slot) => flag !== 0 && slots[slot] !== 0);
      if (useful) used.push(position);
      for (const [slot, flag] of covered.entries()) if (flag !== 0) slots[slot] = 0;
    }
    if (formatSlotRanges(slots) === '') return { slots, cursor: OVER, used };
    const on = known.find(
      ({ position, covered }) =>
        position.cursor !== OVER && slots.every((flag, slot) => flag === 0 || covered[slot] !== 0),
    );
    if (on === undefined) return { slots, cursor: OVER, used };
    return { slots, cursor: on.position.cursor, used: [...used, on.position] };
  }

  #of({ node, runId, database }: ScanSubject): ScanPosition[] {
    return this.#known.filter(
      (known) => known.node === node && known.database === database && known.runId === runId,
    );
  }
}
