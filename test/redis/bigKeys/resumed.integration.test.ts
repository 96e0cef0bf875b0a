import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { copy } from '../../../src/core/copy/copy';
import type { Checkpoint } from '../../../src/core/copy/checkpoint';
import type { CopyPlan } from '../../../src/core/copy/plan';
import type { ConflictPolicy, CopyResult } from '../../../src/core/model/run';
import { systemClock } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { dialOf } from '../cluster/clusterRuns';

/** Lua: a value of some megabytes of each kind. */
const FILL = `
for index = 1, 2000 do
  local long = string.rep(index, 1000):sub(1, 1000)
  redis.call('APPEND', 'string', long)
  redis.call('RPUSH', 'list', long)
  redis.call('SADD', 'set', long)
  redis.call('ZADD', 'zset', index, long)
  redis.call('HSET', 'hash', index, long)
  redis.call('XADD', 'stream', index .. '-1', 'field', long)
end
redis.call('PEXPIREAT', 'hash', 4000000000000)`;
const KINDS = ['string', 'list', 'set', 'zset', 'hash', 'stream'];

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  [source, target] = await Promise.all([
    startServer({ server: 'redis-8.0' }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  await (await source.client()).eval(FILL, 0);
});

afterAll(async () => {
  await Promise.all([source.stop(), target.stop()]);
});

beforeEach(async () => {
  await (await target.client()).flushall();
});

/** Copies to the end. @returns the result, and what was kept before anything was written */
async function copyFrom(
  plan: CopyPlan,
  from?: Checkpoint,
): Promise<{ readonly result: CopyResult; readonly first: Checkpoint }> {
  const { signal } = new AbortController();
  let first: Checkpoint | undefined;
  const save = (checkpoint: Checkpoint): Promise<void> => {
    first ??= checkpoint;
    return Promise.resolve();
  };
  const ends = {
    source: await connect(dialOf('the source', source), signal),
    target: await connect(dialOf('the target', target), signal),
  };
  try {
    const ports = { ...ends, clock: systemClock, checkpoints: { run: 'run', save } };
    for await (const event of copy(plan, ports, signal, from)) {
      if (event.kind === 'finished' && first !== undefined) return { result: event.result, first };
    }
  } finally {
    ends.source.close();
    ends.target.close();
  }
  throw new Error('the copy did not say how it ended');
}

it.each(['skip', 'fail'] as const)(
  'large keys that were written and not yet counted count as copied when the run goes on (%s)',
  async (onConflict: ConflictPolicy) => {
    const plan: CopyPlan = { onConflict, bigKeyBytes: 1e6 };
    const whole = await copyFrom(plan);
    expect(whole.result).toMatchObject({ status: 'done', keys: { copied: KINDS.length } });
    // As if it was killed before it kept that anything is done.
    const again = await copyFrom(plan, whole.first);
    expect(again.result).toMatchObject({ status: 'done', quarantine: [] });
    expect(again.result.keys).toEqual(whole.result.keys);
    expect(again.result.bytes).toBe(whole.result.bytes);
    // What differs in its last byte, or in its expiry, is the target's own.
    const client = await target.client();
    await client.setrange('string', 1_999_000, 'x');
    await client.persist('hash');
    await client.zincrby('zset', 1, '1'.repeat(1000));
    const { keys } = (await copyFrom(plan, whole.first)).result;
    const left = onConflict === 'skip' ? keys.skipped : keys.quarantined;
    expect([keys.copied, left]).toEqual([KINDS.length - 3, 3]);
  },
);
