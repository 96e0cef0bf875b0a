import type { ScanPosition } from '../core/keyBatch';
import { t } from '../core/model/t';
import type { DumpRequest } from '../core/ports';
import type { BulkSocket } from './bulk/bulkSocket';
import { commandFrame } from './bulk/frames';
import { readKeyPage } from './bulk/keyPage';
import type { KeyPage } from './bulk/keyPage';
import { KeySizes } from './bulk/keySizes';
import { translate } from './translate';

/** Keys that one SCAN looks at: near, and over a line so long that a page must carry more to keep up. */
const PAGE = { near: 1000, most: 30_000, perMillisecond: 500 };
/** Bytes of names that a page may bring, as far as can be told from the one before. */
const PAGE_BYTES = 4 << 20;

/** Which part of a database to scan, from where on. */
export interface Scan extends Pick<ScanPosition, 'node' | 'slots' | 'cursor'> {
  /** Leaves keys of a page out as soon as it comes. */
  readonly keep?: (page: KeyPage) => KeyPage;
  /** The same when its turn has come: asked once a page, in their order. */
  readonly fresh?: (page: KeyPage) => KeyPage;
}

interface Scanned {
  readonly page: KeyPage;
  /** Null when they were not asked for. */
  readonly sizes: Promise<Float64Array | null>;
}

/** Names the keys of a database, page by page. */
export class KeyPages {
  readonly #scanner: BulkSocket;
  readonly #label: string;
  readonly #pageKeys: number;
  readonly #sizes: KeySizes;
  /** Bytes of names for each key that a SCAN looked at, as seen last. */
  #nameBytes = 0;

  /** @param roundTrip milliseconds to the server and back */
  constructor(scanner: BulkSocket, label: string, roundTrip: number) {
    this.#scanner = scanner;
    this.#label = label;
    this.#sizes = new KeySizes(scanner);
    this.#pageKeys = Math.round(Math.min(PAGE.most, Math.max(PAGE.near, roundTrip * PAGE.perMillisecond)));
  }

  /** Pages of names, with sizes where a key may be large; the next one is asked for while this one is worked on. @throws Failure */
  async *read(request: DumpRequest, scan: Scan, signal: AbortSignal): AsyncGenerator<KeyPage, void> {
    await this.#scanner.select(request.database);
    const { wantSizes, bigKeyBytes = Infinity } = request;
    // Two of the largest that are read whole do no harm.
    const measures = wantSizes === true || (await this.#sizes.largest()) > 2 * bigKeyBytes;
    let next: Promise<Scanned> | null = this.#scan(request, scan, scan.cursor, measures);
    while (next !== null && !signal.aborted) {
      const { page, sizes }: Scanned = await next;
      next = page.cursor === '0' ? null : this.#scan(request, scan, page.cursor, measures);
      next?.catch(() => undefined);
      const known = await sizes;
      if (known !== null) yield { ...page, sizes: known };
      else if (measures) {
        request.onUntoldSizes?.();
        yield { ...page, untold: true };
      } else yield page;
    }
  }

  /** Asks for the sizes as soon as the names are there, so that they do not cost a round trip a page. */
  async #scan(request: DumpRequest, { keep }: Scan, cursor: string, measures: boolean): Promise<Scanned> {
    const whole = await this.#page(request, cursor);
    const page = keep === undefined ? whole : keep(whole);
    const sizes = measures ? this.#sizes.of(page) : Promise.resolve(null);
    sizes.catch(() => undefined);
    return { page, sizes };
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
      throw translate(error, t('Could not list the keys of {0}', this.#label));
    }
  }
}
