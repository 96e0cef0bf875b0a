import type { ScanPosition } from '../ports';
import { Counts } from './counts';
import type { CountsDocument } from './counts';

/** A scan: how far it has come, and what became of the keys up to there. */
export interface ScanState {
  readonly position: ScanPosition;
  readonly counts: CountsDocument;
}

/** A batch on its way. */
interface Step {
  readonly position: ScanPosition | undefined;
  counts: Counts | null;
}

/** A scan that began anew: what was counted before counts no more, since those keys come again. */
export interface Restart {
  readonly before: ScanState;
  readonly now: ScanPosition;
}

interface Scan {
  position: ScanPosition;
  readonly counts: Counts;
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
  /** What became of the keys behind the last position that counts. */
  #behind = new Counts();

  /** @param before how far the scans had come when the run was interrupted */
  constructor(before: readonly ScanState[] = []) {
    for (const { position, counts } of before) {
      const scan = { position, counts: new Counts() };
      scan.counts.add(counts);
      this.#scans.set(scanName(position), scan);
    }
  }

  /** Takes a batch in. To be called in the order in which batches are read. */
  begin(position: ScanPosition | undefined): Step {
    const step = { position, counts: null };
    this.#underWay.add(step);
    return step;
  }

  /** Says that a batch is written. @returns scans that began anew, known only now. */
  done(step: Step, counts: Counts): Restart[] {
    step.counts = counts;
    const restarts: Restart[] = [];
    for (const first of this.#underWay) {
      if (first.counts === null) break;
      this.#underWay.delete(first);
      this.#behind.add(first.counts.document());
      if (first.position === undefined) continue;
      const restart = this.#reached(first.position);
      if (restart !== null) restarts.push(restart);
    }
    return restarts;
  }

  /** Where the scans of a database stand. */
  positions(database: number): ScanPosition[] {
    return [...this.#scans.values()].flatMap(({ position }) =>
      position.database === database ? [position] : [],
    );
  }

  /** How far every scan has come: a copy, which does not change any more. */
  states(): ScanState[] {
    return [...this.#scans.values()].map(({ position, counts }) => ({
      position,
      counts: counts.document(),
    }));
  }

  #reached(position: ScanPosition): Restart | null {
    const name = scanName(position);
    const scan = this.#scans.get(name);
    const counts = this.#behind;
    this.#behind = new Counts();
    if (scan !== undefined && sameScan(scan.position, position)) {
      scan.position = position;
      scan.counts.add(counts.document());
      return null;
    }
    this.#scans.set(name, { position, counts });
    if (scan === undefined) return null;
    return { before: { position: scan.position, counts: scan.counts.document() }, now: position };
  }
}

/** Scans of the same slots of a database are the same work, whoever does it. */
function scanName({ database, slots }: ScanPosition): string {
  return `${String(database)} ${slots}`;
}

/** Whether two positions were given by the same process. */
function sameScan(one: ScanPosition, other: ScanPosition): boolean {
  return one.node === other.node && one.runId === other.runId;
}
