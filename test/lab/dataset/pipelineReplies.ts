import type { Redis } from 'ioredis';
import type { RedisCommand } from './specimen';

/**
 * Sends commands in one pipeline and returns the replies as buffers, integers, null or arrays of them. The
 * error 'no such key' counts as null, since a key can expire at any moment.
 * @throws Error if the connection is lost or a server refuses a command.
 */
export async function pipelineReplies(client: Redis, commands: readonly RedisCommand[]): Promise<unknown[]> {
  if (commands.length === 0) return [];
  const pipeline = client.pipeline();
  // Upper-case names keep ioredis from turning replies into objects, which would lose binary field names.
  for (const [name, ...args] of commands) pipeline.callBuffer(name, ...args);
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, reply], at): unknown => {
    if (error === null) return reply;
    if (error.message.includes('no such key')) return null;
    throw new Error(`${String(commands[at]?.[0])}: ${error.message}`, { cause: error });
  });
}

/**
 * A reply that must be an array; null, as for a key that is gone, counts as empty.
 * @throws Error if it is something else, so that no part of a value is overlooked.
 */
export function arrayReply(reply: unknown): unknown[] {
  if (reply === null) return [];
  if (Array.isArray(reply)) return reply;
  throw new Error(`expected an array, not ${reply === undefined ? 'nothing' : typeof reply}`);
}

/** The bytes of a reply in base64. */
export function base64Reply(reply: unknown): string {
  return Buffer.isBuffer(reply) ? reply.toString('base64') : Buffer.from(String(reply)).toString('base64');
}

/** A flat `name value name value` reply as a map. */
export function mapReply(reply: unknown): Map<string, unknown> {
  const flat = arrayReply(reply);
  const map = new Map<string, unknown>();
  for (let at = 0; at + 1 < flat.length; at += 2) map.set(String(flat[at]), flat[at + 1]);
  return map;
}
