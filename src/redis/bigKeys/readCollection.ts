import type { ValueChunk } from '../../core/largeValue';
import type { Command, Reply } from '../lane';
import { asBytes, asList } from './conversation';
import type { Conversation } from './conversation';
import { CHUNK, Pages } from './pages';

/** The bytes of a string, in order. @throws Failure */
export async function* readString(talk: Conversation, key: Uint8Array): AsyncGenerator<ValueChunk> {
  for (let from = 0; ; from += CHUNK.bytes) {
    const bytes = asBytes(await talk.call('GETRANGE', key, from, from + CHUNK.bytes - 1));
    // An empty string is a string, too.
    if (bytes.length > 0 || from === 0) yield { kind: 'bytes', bytes };
    if (bytes.length < CHUNK.bytes) return;
  }
}

/** The elements of a list, in order. @throws Failure */
export async function* readList(talk: Conversation, key: Uint8Array): AsyncGenerator<ValueChunk> {
  const pages = new Pages(talk);
  for (let from = 0; ;) {
    const start = from;
    const { reply, count } = await pages.next((most) => ['LRANGE', key, start, start + most - 1]);
    const elements = asList(reply).map(asBytes);
    if (elements.length > 0) yield { kind: 'elements', elements };
    if (elements.length < count) return;
    pages.seen(elements, 1);
    from += elements.length;
  }
}

/** The members of a set, in no order; one may come twice. @throws Failure */
export async function* readSet(talk: Conversation, key: Uint8Array): AsyncGenerator<ValueChunk> {
  for await (const elements of scanned(talk, 'SSCAN', key, 1)) yield { kind: 'elements', elements };
}

/** The members of a sorted set with their scores. @throws Failure */
export async function* readSortedSet(talk: Conversation, key: Uint8Array): AsyncGenerator<ValueChunk> {
  for await (const pairs of scanned(talk, 'ZSCAN', key, 2)) {
    yield { kind: 'scores', scores: pairs.map((_, index) => pairs[index ^ 1] as Buffer) };
  }
}

/**
 * The fields of a hash with their values, and when they expire.
 * @param expiring whether the server has expiries of fields
 * @throws Failure
 */
export async function* readHash(
  talk: Conversation,
  key: Uint8Array,
  expiring: boolean,
): AsyncGenerator<ValueChunk> {
  for await (const fields of scanned(talk, 'HSCAN', key, 2)) {
    const names = fields.filter((_, index) => index % 2 === 0);
    if (!expiring) {
      yield { kind: 'fields', fields };
      continue;
    }
    const times = asList(await talk.call('HPEXPIRETIME', key, 'FIELDS', names.length, ...names));
    // -2: gone since the page was read.
    const live = times.map((time) => time !== -2);
    const expireAt = times.filter((_, index) => live[index]).map((time) => Math.max(0, Number(time)));
    yield {
      kind: 'fields',
      fields: fields.filter((_, index) => live[index >> 1]),
      ...(expireAt.some((time) => time > 0) ? { expireAt } : {}),
    };
  }
}

/** Pages of SSCAN and its like, in pieces that one command can write. A compact collection comes in one page, whatever is asked. */
async function* scanned(
  talk: Conversation,
  name: string,
  key: Uint8Array,
  each: number,
): AsyncGenerator<Buffer[]> {
  const pages = new Pages(talk);
  let cursor = '0';
  do {
    const at = cursor;
    const { reply } = await pages.next((count): Command => [name, key, at, 'COUNT', count]);
    const [next, items] = asList(reply) as readonly [Reply?, Reply?];
    const elements = asList(items).map(asBytes);
    for (let from = 0; from < elements.length; from += each * CHUNK.elements) {
      yield elements.slice(from, from + each * CHUNK.elements);
    }
    if (elements.length > 0) pages.seen(elements, each);
    cursor = asBytes(next).toString('latin1');
  } while (cursor !== '0');
}
