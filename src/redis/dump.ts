import type { DumpRequest, EvictionData } from '../core/ports';
import type { BulkSocket } from './bulk/bulkSocket';
import type { DumpLane } from './bulk/dumpLane';
import { commandFrame } from './bulk/frames';
import { frameKeys, readKeyPage, sliceKeys } from './bulk/keyPage';
import type { KeyPage } from './bulk/keyPage';
import type { KeyQuestion } from './bulk/questions';
import type { RespBatch } from './bulk/respBatch';
import { translate } from './translate';

const FIRST_BATCH_KEYS = 16;
/** Keys that one SCAN looks at: near, and over a line so long that a page must carry more to keep up. */
const PAGE = { near: 1000, most: 10_000, perMillisecond: 500 };
/** Bytes of payload that may be on their way from the source, as far as can be told before. */
const MOST_BYTES = 16 << 20;

/** Reads all keys of a database, or some by name. */
export class Dumper {
  readonly #scanner: BulkSocket;
  readonly #lane: DumpLane;
  readonly #label: string;
  readonly #pageKeys: number;
  /** Bytes of a payload, as seen last. */
  #meanBytes = 0;

  /** @param roundTrip milliseconds to the server and back */
  constructor(scanner: BulkSocket, lane: DumpLane, label: string, roundTrip: number) {
    this.#scanner = scanner;
    this.#lane = lane;
    this.#label = label;
    this.#pageKeys = Math.round(Math.min(PAGE.most, Math.max(PAGE.near, roundTrip * PAGE.perMillisecond)));
  }

  /**
   * Every key of a database, several requests ahead. How many keys are dumped at once follows the size of those before.
   * @param keep leaves keys of a page out
   * @throws Failure
   */
  async *batches(
    request: DumpRequest,
    signal: AbortSignal,
    keep: (page: KeyPage) => KeyPage = (page) => page,
  ): AsyncGenerator<RespBatch> {
    const ahead: Promise<RespBatch>[] = [];
    const questions = questionsOf(request.wantEviction);
    let size = FIRST_BATCH_KEYS;
    try {
      for await (const whole of this.#pages(request, signal)) {
        const page = keep(whole);
        for (let from = 0; from < page.count && !signal.aborted;) {
          const to = Math.min(page.count, from + size);
          const reading = this.#lane.read(
            request.database,
            sliceKeys(page, from, to),
            this.#expect(to - from),
            questions,
          );
          // Its error is thrown when its turn comes; until then it must not count as unhandled.
          reading.catch(() => undefined);
          ahead.push(reading);
          from = to;
          while (ahead.length >= this.#depth(size)) {
            const batch = await (ahead.shift() as Promise<RespBatch>);
            size = this.#nextSize(size, batch, request.batchBytes);
            yield batch;
          }
        }
      }
      for (const reading of ahead.splice(0)) {
        if (signal.aborted) return;
        yield await reading;
      }
    } finally {
      await Promise.allSettled(ahead);
    }
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

  /** Pages of names; the next one is asked for while this one is worked on. */
  async *#pages(request: DumpRequest, signal: AbortSignal): AsyncGenerator<KeyPage> {
    await this.#scanner.select(request.database);
    let next: Promise<KeyPage> | null = this.#page(request, '0');
    while (next !== null && !signal.aborted) {
      const page: KeyPage = await next;
      next = page.cursor === '0' ? null : this.#page(request, page.cursor);
      next?.catch(() => undefined);
      yield page;
    }
  }

  async #page(request: DumpRequest, cursor: string): Promise<KeyPage> {
    const match = request.match === undefined ? [] : ['MATCH', request.match];
    const frame = commandFrame(['SCAN', cursor, ...match, 'COUNT', this.#pageKeys]);
    try {
      return readKeyPage(await this.#scanner.request(frame, 1, 0));
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
    this.#meanBytes = batch.payloadBytes / Math.max(1, batch.count);
    const wanted = Math.floor(batchBytes / Math.max(1, this.#meanBytes));
    return Math.max(1, Math.min(wanted, size * 2, this.#lane.mostKeys));
  }
}

function questionsOf(wantEviction: EvictionData | undefined): readonly KeyQuestion[] {
  return wantEviction === undefined ? [] : [wantEviction];
}
