import { t } from '../core/model/t';
import { translate } from './translate';
import type { Lane, Reply } from './lane';

/** Keys that one SCAN looks at. */
const PAGE = 1000;

/** What to scan for. */
export interface ScanRequest {
  readonly database: number;
  readonly match?: string;
  readonly label: string;
}

/**
 * The keys of a database in pages, without a key twice in one page. The next page is asked for while this one is
 * worked on. Ends quietly when the signal aborts.
 * @param from the cursor to begin with
 * @throws Failure
 */
export async function* scanPages(
  lane: Lane,
  request: ScanRequest,
  signal: AbortSignal,
  from = '0',
): AsyncGenerator<NamePage> {
  let next: Promise<NamePage> | null = readPage(lane, request, from);
  while (next !== null && !signal.aborted) {
    const page: NamePage = await next;
    next = page.cursor === '0' ? null : readPage(lane, request, page.cursor);
    // Its error is thrown when it is awaited; until then it must not count as unhandled.
    next?.catch(() => undefined);
    yield page;
  }
}

/** Keys of a page, none when it is empty. */
export interface NamePage {
  /** Of the page behind it; `0` after the last. */
  readonly cursor: string;
  readonly keys: Buffer[];
}

async function readPage(lane: Lane, request: ScanRequest, cursor: string): Promise<NamePage> {
  const match = request.match === undefined ? [] : ['MATCH', request.match];
  const what = t('Could not list the keys of {0}', request.label);
  const [reply] = await lane.pipelineIn(what, request.database, [['SCAN', cursor, ...match, 'COUNT', PAGE]]);
  const [position, keys] = asPage(reply, what);
  const unique = new Map(keys.map((key) => [key.toString('latin1'), key]));
  return { cursor: position, keys: [...unique.values()] };
}

function asPage(reply: Reply | undefined, what: string): [string, Buffer[]] {
  if (reply instanceof Error) throw translate(reply, what);
  const [cursor, keys] = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
  if (!Buffer.isBuffer(cursor) || !Array.isArray(keys))
    throw translate(new Error('unexpected reply type'), what);
  return [cursor.toString('latin1'), (keys as readonly Reply[]).filter((key) => Buffer.isBuffer(key))];
}
