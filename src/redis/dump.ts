import type { EvictionData, ScanPosition } from '../core/keyBatch';
import type { DumpRequest } from '../core/ports';
import type { BulkSocket } from './bulk/bulkSocket';
import type { DumpLane } from './bulk/dumpLane';
import { keysByLane } from './bulk/keyLanes';
import { sliceKeys } from './bulk/keyPage';
import type { FramedKeys, KeyPage } from './bulk/keyPage';
import type { KeyQuestion } from './bulk/questions';
import { RespBatch } from './bulk/respBatch';
import { KeyPages } from './keyPages';
import type { Scan } from './keyPages';
import { readAhead } from './readAhead';
import { readRunId } from './runId';

const FIRST_BATCH_KEYS = 16;
/** Bytes of payload that may be on their way from the source, as far as can be told before. */
const MOST_BYTES = 16 << 20;
/** Pages of names to be ahead by. */
const PAGES_AHEAD = 2;
/** Room that is made for replies before they come; a large payload tells its own length. */
const MOST_EXPECTED_BYTES = 4 << 20;

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
    const { database, batchBytes, bigKeyBytes = Infinity } = request;
    const ahead: Ahead[] = [];
    const questions = questionsOf(request.wantEviction);
    let size = FIRST_BATCH_KEYS;
    let aheadBytes = 0;
    const oldest = async (): Promise<RespBatch> => {
      const { reading, bytes } = ahead.shift() as Ahead;
      const batch = await reading;
      aheadBytes -= bytes;
      size = this.#nextSize(size, batch, batchBytes);
      return batch;
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
          const { to, bytes } = this.#slice(page, from, size, batchBytes, bigKeyBytes);
          // A key may be larger than all that is to be on its way: it travels alone.
          while (ahead.length > 0 && aheadBytes + bytes > MOST_BYTES) yield await oldest();
          const last = to === page.count;
          const parts = this.#parts(page, from, to);
          for (const [index, { keys, lane }] of parts.entries()) {
            const position =
              last && index === parts.length - 1 ? this.#position(database, scan, page) : undefined;
            const share = bytes / parts.length;
            const reading = this.#read(lane, database, keys, share, questions, bigKeyBytes, position);
            // Its error is thrown when its turn comes; until then it must not count as unhandled.
            reading.catch(() => undefined);
            ahead.push({ reading, bytes: share });
          }
          aheadBytes += bytes;
          while (ahead.length > this.#flying) yield await oldest();
          if (last) break;
          from = to;
        }
      }
      while (ahead.length > 0) {
        if (signal.aborted) return;
        yield await oldest();
      }
    } finally {
      await Promise.allSettled([...ahead.map(({ reading }) => reading), pages.return()]);
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
    const parts: Promise<RespBatch>[] = [];
    for (let from = 0; from < keys.count; from += most) {
      const some = sliceKeys(keys, from, Math.min(keys.count, from + most));
      parts.push(lane.read(database, some, this.#expect(some.count), questions, bigKeyBytes));
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
    bigKeyBytes: number,
    position: ScanPosition | undefined,
  ): Promise<RespBatch> {
    const batch =
      keys.count === 0
        ? RespBatch.empty(database)
        : await lane.read(
            database,
            keys,
            Math.min(Math.ceil(bytes), MOST_EXPECTED_BYTES),
            questions,
            bigKeyBytes,
          );
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
