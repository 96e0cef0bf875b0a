import type { EvictionData, ScanPosition } from '../core/keyBatch';
import type { DumpRequest } from '../core/ports';
import { Room } from '../core/room';
import type { BulkSocket } from './bulk/bulkSocket';
import type { DumpBounds, DumpLane } from './bulk/dumpLane';
import { keysByLane } from './bulk/keyLanes';
import { sliceKeys } from './bulk/keyPage';
import type { FramedKeys, KeyPage } from './bulk/keyPage';
import type { KeyQuestion } from './bulk/questions';
import { RespBatch } from './bulk/respBatch';
import { spareMemory } from './bulk/spareMemory';
import { KeyPages } from './keyPages';
import type { Scan } from './keyPages';
import { readAhead } from './readAhead';
import { readRunId } from './runId';

const FIRST_BATCH_KEYS = 16;
/** Bytes of payload that may be on their way from the source, as far as can be told before, unless told otherwise. */
const MOST_BYTES = 16 << 20;
/** Pages of names to be ahead by. */
const PAGES_AHEAD = 2;
/** Room that is made for replies before they come; a large payload tells its own length. */
const MOST_EXPECTED_BYTES = 4 << 20;
/** Payloads beyond are not kept, should keys be larger than was to be expected. */
const LEAST_KEPT_BYTES = 32 << 20;
/** Into how many requests the room is shared where the server does not tell how large keys are. */
const UNTOLD_REQUESTS = 4;

/** Connections that read; a key always goes by the same. */
type DumpLanes = readonly [DumpLane, ...DumpLane[]];

/** What goes by one lane at once. */
interface Part {
  readonly keys: FramedKeys;
  readonly lane: DumpLane;
}

/** What is wanted of keys that are read by name; see KeySource.dumpKeys. */
export interface WantedKeys {
  readonly wantEviction?: EvictionData | undefined;
  readonly bigKeyBytes?: number | undefined;
}

/** Reads all keys of a database, or some by name. */
export class Dumper {
  /** The process that gives the cursors; empty when it does not tell. */
  readonly runId: string;
  readonly #pages: KeyPages;
  readonly #lanes: DumpLanes;
  /** Bytes of a payload, as seen last. */
  #meanBytes = 0;

  private constructor(runId: string, pages: KeyPages, lanes: DumpLanes) {
    this.runId = runId;
    this.#pages = pages;
    this.#lanes = lanes;
  }

  /** @param roundTrip milliseconds to the server and back @throws Failure */
  static async over(
    scanner: BulkSocket,
    lanes: DumpLanes,
    label: string,
    roundTrip: number,
  ): Promise<Dumper> {
    return new Dumper(await readRunId(scanner), new KeyPages(scanner, label, roundTrip), lanes);
  }

  /**
   * Every key of a database, several requests ahead. How many keys are dumped at once follows their sizes; where those are
   * not known, the size of the keys before.
   * The last batch of each page has the scan's position; it is empty when the page is.
   * @throws Failure, once what was read before it is handed on
   */
  async *batches(request: DumpRequest, scan: Scan, signal: AbortSignal): AsyncGenerator<RespBatch> {
    const { database, batchBytes, bigKeyBytes = Infinity, memory } = request;
    const room = memory?.room ?? new Room(MOST_BYTES);
    const mostKept =
      bigKeyBytes === Infinity ? Infinity : (memory?.keptBytes ?? Math.max(bigKeyBytes, LEAST_KEPT_BYTES));
    spareMemory.allow(memory?.spareBytes ?? Infinity);
    const ahead: Ahead[] = [];
    const questions = questionsOf(request.wantEviction);
    let size = FIRST_BATCH_KEYS;
    const oldest = async (): Promise<RespBatch> => {
      const batch = await (ahead[0] as Ahead).reading;
      size = this.#nextSize(size, batch, batchBytes);
      return batch;
    };
    // Whoever takes a batch counts it from when he asks for the next one.
    const taken = (): void => {
      room.give(ahead.shift()?.bytes ?? 0);
    };
    let broken: { readonly error: unknown } | undefined;
    const pages = readAhead(this.#pages.read(request, scan, signal), PAGES_AHEAD);
    try {
      for (;;) {
        const next = await pages.next().catch((error: unknown) => ({ error }));
        if ('error' in next) broken = next;
        if ('error' in next || next.done === true) break;
        const page = scan.fresh === undefined ? next.value : scan.fresh(next.value);
        for (let from = 0; !signal.aborted;) {
          const { to, bytes: expected } = this.#slice(page, from, size, batchBytes, bigKeyBytes);
          const untold = page.untold === true && mostKept < Infinity;
          const bytes = untold ? Math.max(expected, room.size / UNTOLD_REQUESTS) : expected;
          // A key may be larger than all that is to be on its way: it travels alone.
          let taking = room.takeNow(bytes);
          for (; !taking && ahead.length > 0; taking = room.takeNow(bytes)) {
            yield await oldest();
            taken();
          }
          if (!taking) await room.take(bytes);
          const last = to === page.count;
          const parts = this.#parts(page, from, to);
          for (const [index, { keys, lane }] of parts.entries()) {
            const position =
              last && index === parts.length - 1 ? this.#position(database, scan, page) : undefined;
            const share = bytes / parts.length;
            const bounds = { bigKeyBytes, keptBytes: untold ? share : mostKept };
            const reading = this.#read(lane, database, keys, share, questions, bounds, position);
            // Its error is thrown when its turn comes; until then it must not count as unhandled.
            reading.catch(() => undefined);
            ahead.push({ reading, bytes: share });
          }
          while (ahead.length > this.#flying) {
            yield await oldest();
            taken();
          }
          if (last) break;
          from = to;
        }
      }
      while (ahead.length > 0) {
        if (signal.aborted) return;
        yield await oldest();
        taken();
      }
    } finally {
      await Promise.allSettled([...ahead.map(({ reading }) => reading), pages.return()]);
      while (ahead.length > 0) taken();
    }
    if (broken !== undefined) throw broken.error;
  }

  /** The keys given, in that order, in as many parts as it takes. @throws Failure */
  async keys(
    database: number,
    keys: FramedKeys,
    { wantEviction, bigKeyBytes }: WantedKeys,
  ): Promise<RespBatch[]> {
    const questions = questionsOf(wantEviction);
    const [lane] = this.#lanes;
    const most = lane.mostKeys;
    const bounds =
      bigKeyBytes === undefined
        ? undefined
        : { bigKeyBytes, keptBytes: Math.max(bigKeyBytes, LEAST_KEPT_BYTES) };
    const parts: Promise<RespBatch>[] = [];
    for (let from = 0; from < keys.count; from += most) {
      const some = sliceKeys(keys, from, Math.min(keys.count, from + most));
      parts.push(lane.read(database, some, this.#expect(some.count), questions, bounds));
    }
    return Promise.all(parts);
  }

  /** A piece of a page by lanes; one part of no keys where it has none. */
  #parts(page: KeyPage, from: number, to: number): Part[] {
    const keys = sliceKeys(page, from, to);
    const parts = keysByLane(keys, this.#lanes.length).flatMap((some, index): Part[] => {
      const lane = this.#lanes[index];
      return lane === undefined || some.count === 0 ? [] : [{ keys: some, lane }];
    });
    return parts.length === 0 ? [{ keys, lane: this.#lanes[0] }] : parts;
  }

  /** How many requests may be on their way. */
  get #flying(): number {
    return this.#lanes.reduce((sum, { flight }) => sum + flight.limit, 0);
  }

  async #read(
    lane: DumpLane,
    database: number,
    keys: FramedKeys,
    bytes: number,
    questions: readonly KeyQuestion[],
    bounds: DumpBounds,
    position: ScanPosition | undefined,
  ): Promise<RespBatch> {
    const batch =
      keys.count === 0
        ? RespBatch.empty(database)
        : await lane.read(database, keys, Math.min(Math.ceil(bytes), MOST_EXPECTED_BYTES), questions, bounds);
    if (position !== undefined) batch.position = position;
    return batch;
  }

  #position(database: number, { node, slots }: Scan, { cursor }: KeyPage): ScanPosition {
    return { node, runId: this.runId, database, slots, cursor };
  }

  /** Which keys from `from` on to read at once: `size` of them where sizes are not known, and about how many bytes. */
  #slice(
    { sizes, count }: FramedKeys,
    from: number,
    size: number,
    batchBytes: number,
    bigKeyBytes: number,
  ): { readonly to: number; readonly bytes: number } {
    if (sizes === undefined) {
      const to = Math.min(count, from + size);
      return { to, bytes: this.#expect(to - from) };
    }
    const last = Math.min(count, from + this.#lanes[0].mostKeys);
    let bytes = 0;
    let to = from;
    while (to < last) {
      const known = sizes[to] as number;
      const more = bytes + (known < 0 ? this.#meanBytes : known > bigKeyBytes ? 0 : known);
      if (to > from && more > batchBytes) break;
      bytes = more;
      to++;
    }
    return { to, bytes };
  }

  #expect(keys: number): number {
    return Math.min(MOST_BYTES, Math.ceil(keys * (this.#meanBytes + 32)));
  }

  /** Grows slowly, so that one page of large values after many small ones does not come all at once; shrinks at once. */
  #nextSize(size: number, batch: RespBatch, batchBytes: number): number {
    if (batch.count === 0) return size;
    this.#meanBytes = batch.payloadBytes / batch.count;
    const wanted = Math.floor(batchBytes / Math.max(1, this.#meanBytes));
    return Math.max(1, Math.min(wanted, size * 2, this.#lanes[0].mostKeys));
  }
}

/** A request on its way, and about how many bytes it brings. */
interface Ahead {
  readonly reading: Promise<RespBatch>;
  readonly bytes: number;
}

function questionsOf(wantEviction: EvictionData | undefined): readonly KeyQuestion[] {
  return wantEviction === undefined ? [] : [wantEviction];
}
