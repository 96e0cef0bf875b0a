import { versionAtLeast } from '../core/model/profile';
import type { DumpBatch, DumpedKey, DumpRequest } from '../core/ports';
import type { Lane, Reply } from './lane';
import { scanPages } from './scan';
import { translate } from './translate';

const FIRST_BATCH_KEYS = 16;
const MOST_BATCH_KEYS = 512;

/** Reads keys with their payloads and expiries. */
export class Dumper {
  readonly #scanLane: Lane;
  readonly #lane: Lane;
  readonly #label: string;
  readonly #what: string;
  readonly #exactExpiry: boolean;

  /** @param version of the server: PEXPIRETIME exists since 7.0, before that PTTL is added to the server's TIME. */
  constructor(scanLane: Lane, lane: Lane, label: string, version: string) {
    this.#scanLane = scanLane;
    this.#lane = lane;
    this.#label = label;
    this.#what = `Could not read from ${label}`;
    this.#exactExpiry = versionAtLeast(version, '7.0');
  }

  /** Every key of a database. How many are dumped at once follows the size of those before. @throws Failure */
  async *batches(request: DumpRequest, signal: AbortSignal): AsyncGenerator<DumpBatch> {
    let size = FIRST_BATCH_KEYS;
    for await (const page of scanPages(this.#scanLane, { ...request, label: this.#label }, signal)) {
      for (let start = 0; start < page.length && !signal.aborted;) {
        const names = page.slice(start, start + size);
        start += names.length;
        const keys = await this.keys(request.database, names);
        const bytes = keys.reduce((sum, { payload }) => sum + (payload?.length ?? 0), 0);
        yield { database: request.database, keys, bytes };
        size = nextSize(size, request.batchBytes / Math.max(1, bytes / names.length));
      }
    }
  }

  /** The keys named, in that order. @throws Failure */
  async keys(database: number, names: readonly Uint8Array[]): Promise<DumpedKey[]> {
    const replies = await this.#lane.pipelineIn(this.#what, database, [
      ['TIME'],
      ...names.flatMap((name) => [
        [this.#exactExpiry ? 'PEXPIRETIME' : 'PTTL', name] as const,
        ['DUMP', name] as const,
      ]),
    ]);
    const now = this.#exactExpiry ? 0 : milliseconds(replies[0]);
    return names.map((key, index) => {
      const expiry = this.#checked(replies[1 + 2 * index]);
      const payload = this.#checked(replies[2 + 2 * index]);
      const left = typeof expiry === 'number' ? expiry : -1;
      return { key, payload: Buffer.isBuffer(payload) ? payload : null, expireAt: left < 0 ? 0 : now + left };
    });
  }

  #checked(reply: Reply | undefined): Reply | undefined {
    if (reply instanceof Error) throw translate(reply, this.#what);
    return reply;
  }
}

/** Grows slowly, so that one page of large values after many small ones does not come all at once; shrinks at once. */
function nextSize(size: number, wanted: number): number {
  return Math.max(1, Math.min(Math.floor(wanted), size * 2, MOST_BATCH_KEYS));
}

/** TIME's reply as milliseconds since the epoch. */
function milliseconds(reply: Reply | undefined): number {
  const [seconds, microseconds] = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
  return Math.round(Number(text(seconds)) * 1000 + Number(text(microseconds)) / 1000);
}

function text(reply: Reply | undefined): string {
  return Buffer.isBuffer(reply) ? reply.toString('latin1') : '';
}
