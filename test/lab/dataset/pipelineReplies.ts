import type { Redis } from 'ioredis';
import type { RedisCommand } from './specimen';

/**
 * Sends commands in one pipeline and returns the replies as buffers, integers, null or arrays of them. A
 * refused command gives its Error in place of the reply.
 * @throws Error if the connection is lost.
 */
export async function pipelineReplies(client: Redis, commands: readonly RedisCommand[]): Promise<unknown[]> {
  if (commands.length === 0) return [];
  const pipeline = client.pipeline();
  // Upper-case names keep ioredis from turning replies into objects, which would lose binary field names.
  for (const [name, ...args] of commands) pipeline.callBuffer(name, ...args);
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, reply]) => error ?? reply);
}

/** A reply that must be an array; an absent or refused one counts as empty. */
export function arrayReply(reply: unknown): unknown[] {
  return Array.isArray(reply) ? reply : [];
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
