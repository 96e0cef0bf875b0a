import type { LargeValue, ValueChunk } from '../../core/largeValue';
import type { BulkSocket } from '../bulk/bulkSocket';
import { Conversation, asBytes, asList } from './conversation';
import { readHash, readList, readSet, readSortedSet, readString } from './readCollection';
import { readStream, streamState } from './readStream';

/** What decides how keys are read. */
export interface Reading {
  readonly database: number;
  readonly key: Uint8Array;
  /** True when the server tells absolute expiries. */
  readonly exactExpiry: boolean;
  /** True when fields of hashes may expire. */
  readonly fieldExpiry: boolean;
}

/**
 * Opens a key to read it part by part, over a connection of its own, which watches it.
 * @returns null when there is no such key
 * @throws Failure
 */
export async function openLarge(
  socket: BulkSocket,
  what: string,
  { database, key, exactExpiry, fieldExpiry }: Reading,
): Promise<LargeValue | null> {
  const talk = new Conversation(socket, what);
  try {
    await talk.select(database);
    await talk.call('WATCH', key);
    const type = asBytes(await talk.call('TYPE', key)).toString('latin1');
    if (type === 'none') {
      talk.close();
      return null;
    }
    const expireAt = await readExpiry(talk, key, exactExpiry);
    const before = type === 'stream' ? await streamState(talk, key) : '';
    return {
      type,
      expireAt,
      chunks: () => chunksOf(talk, key, type, fieldExpiry),
      async unchanged() {
        const after = type === 'stream' ? await streamState(talk, key) : '';
        // Together: nothing else of this connection may come between.
        const [begun, done] = await talk.ask([['MULTI'], ['EXEC']]);
        talk.sound(begun ?? null);
        return Array.isArray(talk.sound(done ?? null)) && after === before;
      },
      close() {
        talk.close();
      },
    };
  } catch (error) {
    talk.close();
    throw error;
  }
}

function chunksOf(
  talk: Conversation,
  key: Uint8Array,
  type: string,
  fieldExpiry: boolean,
): AsyncGenerator<ValueChunk> {
  switch (type) {
    case 'string':
      return readString(talk, key);
    case 'list':
      return readList(talk, key);
    case 'set':
      return readSet(talk, key);
    case 'zset':
      return readSortedSet(talk, key);
    case 'hash':
      return readHash(talk, key, fieldExpiry);
    case 'stream':
      return readStream(talk, key);
    default:
      throw new Error(`no reader for ${type}`);
  }
}

async function readExpiry(talk: Conversation, key: Uint8Array, exact: boolean): Promise<number> {
  if (exact) return Math.max(0, Number(await talk.call('PEXPIRETIME', key)));
  const [time, left] = await talk.ask([['TIME'], ['PTTL', key]]);
  const [seconds, microseconds] = asList(talk.sound(time ?? null)).map((part) => Number(String(part)));
  const remaining = Number(talk.sound(left ?? null));
  return remaining < 0 ? 0 : (seconds ?? 0) * 1000 + Math.round((microseconds ?? 0) / 1000) + remaining;
}
