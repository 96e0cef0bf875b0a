import type { DumpRequest, EvictionData, ScanPosition } from '../core/ports';
import type { BulkSocket } from './bulk/bulkSocket';
import type { DumpLane } from './bulk/dumpLane';
import { commandFrame } from './bulk/frames';
import { frameKeys, readKeyPage, sliceKeys } from './bulk/keyPage';
import type { FramedKeys, KeyPage } from './bulk/keyPage';
import type { KeyQuestion } from './bulk/questions';
import { RespBatch } from './bulk/respBatch';
import { parseInfo } from './probe';
import { readAhead } from './readAhead';
import { translate } from './translate';

const FIRST_BATCH_KEYS = 16;
/** Keys that one SCAN looks at: near, and over a line so long that a page must carry more to keep up. */
const PAGE = { near: 1000, most: 30_000, perMillisecond: 500 };
/** Bytes of names that a page may bring, as far as can be told from the one before. */
const PAGE_BYTES = 4 << 20;
/** Pages of names to be ahead by. */
const PAGES_AHEAD = 2;
/** Bytes of payload that may be on their way from the source, as far as can be told before. */
const MOST_BYTES = 16 << 20;

/** Which part of a database to scan, from where on. */
export interface Scan extends Pick<ScanPosition, 'node' | 'slots' | 'cursor'> {
  /** Leaves keys of a page out. */
  readonly keep?: (page: KeyPage) => KeyPage;
}

/** Reads all keys of a database, or some by name. */
export class Dumper {
  /** The process that gives the cursors; empty when it does not tell. */
  readonly runId: string;
  readonly #scanner: BulkSocket;
  readonly #lane: DumpLane;
  readonly #label: string;
  readonly #pageKeys: number;
  /** Bytes of names for each key that a SCAN looked at, as seen last. */
  #nameBytes = 0;
  /** Bytes of a payload, as seen last. */
  #meanBytes = 0;

  private constructor(runId: string, scanner: BulkSocket, lane: DumpLane, label: string, roundTrip: number) {
    this.runId = runId;
    this.#scanner = scanner;
    this.#lane = lane;
    this.#label = label;
    this.#pageKeys = Math.round(Math.min(PAGE.most, Math.max(PAGE.near, roundTrip * PAGE.perMillisecond)));
  }

  /** @param roundTrip milliseconds to the server and back @throws Failure */
  static async over(scanner: BulkSocket, lane: DumpLane, label: string, roundTrip: number): Promise<Dumper> {
    // Asked where it is scanned: another connection to the same name may lead to another process.
    const { bytes } = await scanner.request(commandFrame(['INFO', 'server']), 1, 0);
    const runId = parseInfo(bytes.toString('utf8')).get('run_id') ?? '';
    return new Dumper(runId, scanner, lane, label, roundTrip);
  }

  /**
   * Every key of a database, several requests ahead. How many keys are dumped at once follows the size of those before.
   * The last batch of each page has the scan's position; it is empty when the page is.
   * @throws Failure, once what was read before it is handed on
   */
  async *batches(request: DumpRequest, scan: Scan, signal: AbortSignal): AsyncGenerator<RespBatch> {
    const { database, batchBytes } = request;
    const ahead: Promise<RespBatch>[] = [];
    const questions = questionsOf(request.wantEviction);
    let size = FIRST_BATCH_KEYS;
    let broken: { readonly error: unknown } | undefined;
    const pages = readAhead(this.#pages(request, scan, signal), PAGES_AHEAD);
    try {
      for (;;) {
        const next = await pages.next().catch((error: unknown) => ({ error }));
        if ('error' in next) broken = next;
        if ('error' in next || next.done === true) break;
        const page = next.value;
        for (let from = 0; !signal.aborted;) {
          const to = Math.min(page.count, from + size);
          const last = to === page.count;
          const reading = this.#read(
            database,
            sliceKeys(page, from, to),
            questions,
            last ? this.#position(database, scan, page) : undefined,
          );
          // Its error is thrown when its turn comes; until then it must not count as unhandled.
          reading.catch(() => undefined);
          ahead.push(reading);
          while (ahead.length >= this.#depth(size)) {
            const batch = await (ahead.shift() as Promise<RespBatch>);
            size = this.#nextSize(size, batch, batchBytes);
            yield batch;
          }
          if (last) break;
          from = to;
        }
      }
      for (const reading of ahead.splice(0)) {
        if (signal.aborted) return;
        yield await reading;
      }
    } finally {
      await Promise.allSettled([...ahead, pages.return()]);
    }
    if (broken !== undefined) throw broken.error;
  }

  /** The keys named, in that order. @throws Failure */
  async keys(
    database: number,
    names: readonly Uint8Array[],
    wantEviction?: EvictionData,
  ): Promise<RespBatch> {
    const questions = questionsOf(wantEviction);
    return this.#lane.read(database, frameKeys(names), this.#expect(names.length), questions);
  }

  async #read(
    database: number,
    keys: FramedKeys,
    questions: readonly KeyQuestion[],
    position: ScanPosition | undefined,
  ): Promise<RespBatch> {
    const batch =
      keys.count === 0
        ? RespBatch.empty(database)
        : await this.#lane.read(database, keys, this.#expect(keys.count), questions);
    if (position !== undefined) batch.position = position;
    return batch;
  }

  #position(database: number, { node, slots }: Scan, { cursor }: KeyPage): ScanPosition {
    return { node, runId: this.runId, database, slots, cursor };
  }

  /** Pages of names; the next one is asked for while this one is worked on. */
  async *#pages(request: DumpRequest, scan: Scan, signal: AbortSignal): AsyncGenerator<KeyPage, void> {
    await this.#scanner.select(request.database);
    let next: Promise<KeyPage> | null = this.#page(request, scan.cursor);
    while (next !== null && !signal.aborted) {
      const page: KeyPage = await next;
      next = page.cursor === '0' ? null : this.#page(request, page.cursor);
      next?.catch(() => undefined);
      yield scan.keep === undefined ? page : scan.keep(page);
    }
  }

  async #page(request: DumpRequest, cursor: string): Promise<KeyPage> {
    const match = request.match === undefined ? [] : ['MATCH', request.match];
    const count = Math.max(1, Math.min(this.#pageKeys, Math.floor(PAGE_BYTES / this.#nameBytes)));
    const frame = commandFrame(['SCAN', cursor, ...match, 'COUNT', count]);
    try {
      const replies = await this.#scanner.request(frame, 1, 0);
      this.#nameBytes = replies.bytes.length / count;
      return readKeyPage(replies);
    } catch (error) {
      throw translate(error, `Could not list the keys of ${this.#label}`);
    }
  }

  #expect(keys: number): number {
    return Math.min(MOST_BYTES, Math.ceil(keys * (this.#meanBytes + 32)));
  }

  /** How many requests to be ahead by: as many as may fly, and as their bytes allow. */
  #depth(size: number): number {
    const byBytes = Math.floor(MOST_BYTES / Math.max(1, size * this.#meanBytes));
    return Math.max(1, Math.min(this.#lane.flight.limit + 1, byBytes));
  }

  /** Grows slowly, so that one page of large values after many small ones does not come all at once; shrinks at once. */
  #nextSize(size: number, batch: RespBatch, batchBytes: number): number {
    if (batch.count === 0) return size;
    this.#meanBytes = batch.payloadBytes / batch.count;
    const wanted = Math.floor(batchBytes / Math.max(1, this.#meanBytes));
    return Math.max(1, Math.min(wanted, size * 2, this.#lane.mostKeys));
  }
}

function questionsOf(wantEviction: EvictionData | undefined): readonly KeyQuestion[] {
  return wantEviction === undefined ? [] : [wantEviction];
}
