import type { ValueChunk } from '../../core/largeValue';
import type { PendingEntry, StreamEntry } from '../../core/rdb/value';
import type { Reply } from '../lane';
import { asBytes, asList, asMap } from './conversation';
import type { Conversation } from './conversation';
import { Pages } from './pages';

/** Pending messages that are asked for at once: few, so that the clock hardly moves on while the server answers. */
const PENDING = 100;
/** How often a page of them is asked for again, until the clock stood still meanwhile. */
const ATTEMPTS = 20;

/**
 * A stream: its groups, what is pending in them, its entries, its figures.
 * @throws Failure
 */
export async function* readStream(talk: Conversation, key: Uint8Array): AsyncGenerator<ValueChunk> {
  const groups = await readGroups(talk, key);
  for (const { name, lastId, entriesRead, consumers } of groups) {
    yield { kind: 'group', name, lastId, entriesRead, consumers };
  }
  for (const { name, pending } of groups) if (pending > 0) yield* readPending(talk, key, name);
  yield* readEntries(talk, key);
  const info = asMap(await talk.call('XINFO', 'STREAM', key));
  const deleted = info.get('max-deleted-entry-id');
  const added = info.get('entries-added');
  yield {
    kind: 'stream',
    lastId: text(info.get('last-generated-id')),
    maxDeletedId: deleted === undefined ? null : text(deleted),
    groups,
    entriesAdded: String(typeof added === 'number' ? added : info.get('length')),
  };
}

/** What the groups of a stream look like, to tell whether they changed: WATCH does not. @throws Failure */
export async function streamState(talk: Conversation, key: Uint8Array): Promise<string> {
  const groups = await readGroups(talk, key);
  return groups.map(({ state }) => state).join('\n');
}

interface Group {
  readonly name: Buffer;
  readonly lastId: string;
  readonly entriesRead: string | null;
  readonly pending: number;
  readonly consumers: readonly Buffer[];
  readonly state: string;
}

async function readGroups(talk: Conversation, key: Uint8Array): Promise<Group[]> {
  const groups: Group[] = [];
  for (const reply of asList(await talk.call('XINFO', 'GROUPS', key))) {
    const info = asMap(reply);
    const name = asBytes(info.get('name'));
    const consumers = asList(await talk.call('XINFO', 'CONSUMERS', key, name)).map(asMap);
    const read = info.get('entries-read');
    const lastId = text(info.get('last-delivered-id'));
    const entriesRead = typeof read === 'number' ? String(read) : null;
    groups.push({
      name,
      lastId,
      entriesRead,
      pending: Number(info.get('pending') ?? 0),
      consumers: consumers.map((consumer) => asBytes(consumer.get('name'))),
      state: [
        name.toString('base64'),
        lastId,
        entriesRead ?? '',
        ...consumers.map(
          (consumer) =>
            `${asBytes(consumer.get('name')).toString('base64')}=${String(consumer.get('pending'))}`,
        ),
      ].join(' '),
    });
  }
  return groups;
}

async function* readEntries(talk: Conversation, key: Uint8Array): AsyncGenerator<ValueChunk> {
  const pages = new Pages(talk);
  for (let from = '-'; ;) {
    const start = from;
    const { reply, count } = await pages.next((most) => ['XRANGE', key, start, '+', 'COUNT', most]);
    const entries = asList(reply).map((item): StreamEntry => {
      const [id, fields] = asList(item);
      return { id: text(id), fields: asList(fields).map(asBytes) };
    });
    const last = entries.at(-1);
    if (last === undefined) return;
    yield { kind: 'entries', entries };
    if (entries.length < count) return;
    const bytes = entries.flatMap(({ fields }) => fields);
    pages.seen(bytes, bytes.length / entries.length);
    from = after(last.id);
  }
}

async function* readPending(talk: Conversation, key: Uint8Array, group: Buffer): AsyncGenerator<ValueChunk> {
  for (let from = '-'; ;) {
    const pending = await pendingFrom(talk, key, group, from);
    const last = pending.at(-1);
    if (last === undefined) return;
    yield { kind: 'pending', group, pending };
    if (pending.length < PENDING) return;
    from = after(last.id);
  }
}

/** The server tells how long ago a message was delivered, so the time must be known by which it counts. */
async function pendingFrom(
  talk: Conversation,
  key: Uint8Array,
  group: Buffer,
  from: string,
): Promise<PendingEntry[]> {
  for (let attempt = 1; ; attempt++) {
    const [before, page, then] = await talk.ask([
      ['TIME'],
      ['XPENDING', key, group, from, '+', PENDING],
      ['TIME'],
    ]);
    const now = milliseconds(then);
    if (milliseconds(before) !== now && attempt < ATTEMPTS) continue;
    return asList(talk.sound(page ?? null)).map((item) => {
      const [id, consumer, idle, deliveries] = asList(item);
      return {
        id: text(id),
        consumer: asBytes(consumer),
        deliveredAt: now - Number(idle),
        deliveries: Number(deliveries),
      };
    });
  }
}

function milliseconds(time: Reply | undefined): number {
  const [seconds, microseconds] = asList(time).map((part) => Number(text(part)));
  return (seconds ?? NaN) * 1000 + Math.floor((microseconds ?? NaN) / 1000);
}

/** The next id there can be. */
function after(id: string): string {
  const [ms = '0', sequence = '0'] = id.split('-');
  const next = BigInt(sequence) + 1n;
  return next >> 64n === 0n ? `${ms}-${String(next)}` : `${String(BigInt(ms) + 1n)}-0`;
}

function text(reply: Reply | undefined): string {
  return asBytes(reply).toString('latin1');
}
