import type { Redis } from 'ioredis';
import type { DatasetValue } from './dataset';
import { arrayReply, base64Reply, pipelineReplies } from './pipelineReplies';

/** Reads a vector set of Redis 8, or undefined if the key is gone. */
export async function readVectorSet(client: Redis, key: Buffer): Promise<DatasetValue | undefined> {
  const [dimensions, count] = await pipelineReplies(client, [
    ['VDIM', key],
    ['VCARD', key],
  ]);
  if (typeof dimensions !== 'number' || typeof count !== 'number' || count === 0) return undefined;
  // A positive count asks for different elements, so the whole count asks for all of them.
  const [reply] = await pipelineReplies(client, [['VRANDMEMBER', key, count]]);
  const names = arrayReply(reply).filter((name) => Buffer.isBuffer(name));
  const vectors = await pipelineReplies(
    client,
    names.map((name) => ['VEMB', key, name]),
  );
  const attributes = await pipelineReplies(
    client,
    names.map((name) => ['VGETATTR', key, name]),
  );
  const elements = names.map((name, at) => {
    const vector = arrayReply(vectors[at]).map((number) => Number(String(number)).toFixed(4));
    const attribute = attributes[at];
    return [name.toString('base64'), vector, attribute === null ? null : base64Reply(attribute)] as const;
  });
  return { type: 'vectorset', dimensions, elements: elements.sort((a, b) => (a[0] < b[0] ? -1 : 1)) };
}
