import type { KeyBatch, ScanPosition } from '../keyBatch';
import { Counts } from './counts';
import type { CountsDocument } from './counts';

/** A scan: how far it has come, and what became of the keys up to there. */
export interface ScanState {
  readonly position: ScanPosition;
  readonly counts: CountsDocument;
}

/** A batch on its way. */
interface Step {
  readonly node: string;
  readonly position: ScanPosition | undefined;
  counts: Counts | null;
}

interface Scan {
  position: ScanPosition;
  readonly counts: Counts;
  /** False for a scan of before the interruption until it is known to go on. */
  goesOn: boolean;
}

/**
 * Knows how far scans have come while batches are written out of order. A position counts once its batch and all that
 * were read before it are done, whichever node they came from; so do their counts. Thus a scan that goes on from its
 * position reads exactly the keys that are not counted.
 */
export class ScanProgress {
  readonly #scans = new Map<string, Scan>();
  /** In the order in which they were read; the first is not done. */
  readonly #underWay = new Set<Step>();
  /** By node: what became of the keys behind its last position that counts. */
  readonly #behind = new Map<string, Counts>();

  /** @param before how far the scans had come when the run was interrupted */
  constructor(before: readonly ScanState[] = []) {
    for (const { position, counts } of before) {
      const scan = { position, counts: new Counts(), goesOn: false };
      scan.counts.add(counts);
      this.#scans.set(scanName(position), scan);
    }
  }

  /** Takes a batch in. To be called in the order in which batches are read. */
  begin({ position, node }: Pick<KeyBatch, 'position' | 'node'>): Step {
    const step = { node: position?.node ?? node ?? '', position, counts: null };
    this.#underWay.add(step);
    return step;
  }

  /**
   * Says that a batch is written.
   * @returns scans that began anew, as is known only now: what they counted before counts no more, those keys come again
   */
  done(step: Step, counts: Counts): ScanState[] {
    step.counts = counts;
    const restarts: ScanState[] = [];
    for (const first of this.#underWay) {
      if (first.counts === null) break;
      this.#underWay.delete(first);
      const behind = this.#behind.get(first.node) ?? new Counts();
      this.#behind.set(first.node, behind);
      behind.add(first.counts.document());
      if (first.position === undefined) continue;
      const restart = this.#reached(first.position);
      if (restart !== null) restarts.push(restart);
    }
    return restarts;
  }

  /**
   * Says that every key of a database was read and written.
   * @returns scans of before the interruption that did not go on: others read their keys again
   */
  settle(database: number): ScanState[] {
    const over = [...this.#scans].filter(
      ([, { position, goesOn }]) => position.database === database && !goesOn,
    );
    for (const [name] of over) this.#scans.delete(name);
    return over.map(([, scan]) => stateOf(scan));
  }

  /**
   * Says the same, where every scan tells its position up to its end.
   * @returns what was counted behind the last positions of nodes that were lost: others read those keys again
   */
  cut(): { readonly node: string; readonly counts: CountsDocument }[] {
    const cut = [...this.#behind].map(([node, counts]) => ({ node, counts: counts.document() }));
    this.#behind.clear();
    return cut;
  }

  /** Where the scans of a database stand. */
  positions(database: number): ScanPosition[] {
    return [...this.#scans.values()].flatMap(({ position }) =>
      position.database === database ? [position] : [],
    );
  }

  /** How far every scan has come: a copy, which does not change any more. */
  states(): ScanState[] {
    return [...this.#scans.values()].map(stateOf);
  }

  #reached(position: ScanPosition): ScanState | null {
    const name = scanName(position);
    const scan = this.#scans.get(name);
    const counts = this.#behind.get(position.node) ?? new Counts();
    this.#behind.delete(position.node);
    if (scan !== undefined && sameScan(scan.position, position)) {
      scan.position = position;
      scan.goesOn = true;
      scan.counts.add(counts.document());
      return null;
    }
    this.#scans.set(name, { position, counts, goesOn: true });
    return scan === undefined ? null : stateOf(scan);
  }
}

function stateOf({ position, counts }: Scan): ScanState {
  return { position, counts: counts.document() };
}

/** Scans of the same slots of a database are the same work, whoever does it. */
function scanName({ database, slots }: ScanPosition): string {
  return `${String(database)} ${slots}`;
}

/** Whether two positions were given by the same process. */
function sameScan(one: ScanPosition, other: ScanPosition): boolean {
  return one.node === other.node && one.runId === other.runId;
}
