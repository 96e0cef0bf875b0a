import type { Lane } from './lane';
import { translate } from './translate';

/** For each key, in order, whether it exists. @throws Failure */
export async function existing(
  lane: Lane,
  what: string,
  database: number,
  keys: readonly Uint8Array[],
): Promise<readonly boolean[]> {
  const replies = await lane.pipelineIn(
    what,
    database,
    keys.map((key) => ['EXISTS', key]),
  );
  return replies.map((reply) => {
    if (reply instanceof Error) throw translate(reply, what);
    return reply === 1;
  });
}
