import type { Redis } from 'ioredis';
import type { DatasetEntry } from './dataset';
import { arrayReply, pipelineReplies } from './pipelineReplies';
import type { RedisCommand } from './specimen';

/**
 * Adds the expiry times of fields to the hashes among the entries. Fields that ran out since their value was
 * read are dropped, and so is a hash that has none left.
 */
export async function withFieldExpiry(
  client: Redis,
  entries: readonly [Buffer, DatasetEntry][],
): Promise<[Buffer, DatasetEntry][]> {
  const commands = entries.flatMap(([key, { value }]): RedisCommand[] => {
    if (value.type !== 'hash') return [];
    const names = value.fields.map(([field]) => Buffer.from(field, 'base64'));
    return [['HPEXPIRETIME', key, 'FIELDS', names.length, ...names]];
  });
  const replies = await pipelineReplies(client, commands);
  let used = 0;
  return entries.flatMap(([key, entry]): [Buffer, DatasetEntry][] => {
    const { value } = entry;
    if (value.type !== 'hash') return [[key, entry]];
    const times = arrayReply(replies[used]).map(Number);
    used += 1;
    const fields = value.fields.flatMap(([field, content], at) => {
      const time = times[at] ?? -2;
      // -2: there is no such field any more; -1: it does not expire.
      return time === -2 ? [] : [[field, content, time === -1 ? null : time] as const];
    });
    return fields.length === 0 ? [] : [[key, { ...entry, value: { type: 'hash', fields } }]];
  });
}
