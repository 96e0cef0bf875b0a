import type { DatasetValue } from './dataset';
import { arrayReply, base64Reply } from './pipelineReplies';
import { streamValue } from './streamValue';
import type { RedisCommand } from './specimen';

/** The commands that read a value of this type; none for a type the dataset does not know. */
export function readCommands(type: string, key: Buffer): RedisCommand[] {
  switch (type) {
    case 'string':
      return [['GET', key]];
    case 'list':
      return [['LRANGE', key, 0, -1]];
    case 'set':
      return [['SMEMBERS', key]];
    case 'hash':
      return [['HGETALL', key]];
    case 'zset':
      return [['ZRANGE', key, 0, -1, 'WITHSCORES']];
    case 'stream':
      return [
        ['XRANGE', key, '-', '+'],
        ['XINFO', 'STREAM', key, 'FULL', 'COUNT', 0],
      ];
    default:
      return [];
  }
}

/** The value in the replies to {@link readCommands}, or undefined if the key is gone or has no content. */
export function readValue(type: string, replies: readonly unknown[]): DatasetValue | undefined {
  const [reply, second] = replies;
  if (type === 'string') {
    return Buffer.isBuffer(reply) ? { type, content: reply.toString('base64') } : undefined;
  }
  if (type === 'stream') return streamValue(reply, second);
  const items = arrayReply(reply);
  // Only streams can be empty: any other empty value is gone, or all of its fields are past their time.
  if (items.length === 0) return undefined;
  switch (type) {
    case 'list':
      return { type, items: items.map(base64Reply) };
    case 'set':
      return { type, members: items.map(base64Reply).sort() };
    case 'hash': {
      const fields = pairs(items).map(
        ([field, value]) => [base64Reply(field), base64Reply(value), null] as const,
      );
      return { type, fields: fields.sort(byFirst) };
    }
    case 'zset':
      return {
        type,
        members: pairs(items).map(([member, score]) => [base64Reply(member), doubleHex(score)]),
      };
    default:
      return undefined;
  }
}

function pairs(flat: readonly unknown[]): [unknown, unknown][] {
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, at) => [flat[2 * at], flat[2 * at + 1]]);
}

function byFirst(a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

/** Servers print scores with 17 digits, which name exactly one double. */
function doubleHex(score: unknown): string {
  const text = String(score);
  const value = text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text);
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}
