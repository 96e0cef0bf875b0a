import { expect, it } from 'vitest';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { runCopy, runVerify } from '../../core/runs';

/** What a serverless cache takes in one command, its name included. */
const MOST_ARGUMENTS = 3_999;
/** Compact collections come in one piece, whatever is asked: these are, up to this size. */
const COMPACT = [
  ...['set-max-listpack-entries', 'zset-max-listpack-entries', 'hash-max-listpack-entries'],
  ...['set-max-intset-entries', 'stream-node-max-entries'],
].map((name) => `${name} 100000`);

const FILL = `
  for index = 1, 2500 do
    redis.call('RPUSH', 'list', index)
    redis.call('SADD', 'integers', index)
    redis.call('SADD', 'set', 'member' .. index)
    redis.call('ZADD', 'zset', index, 'member' .. index)
    redis.call('HSET', 'hash', 'field' .. index, index)
    redis.call('HSET', 'expiring', 'field' .. index, index)
    redis.call('HPEXPIREAT', 'expiring', 4102444800000, 'FIELDS', 1, 'field' .. index)
  end
  for index = 1, 1500 do redis.call('XADD', 'stream', index .. '-1', 'field', index) end
  for group = 1, 3 do
    redis.call('XGROUP', 'CREATE', 'stream', 'group' .. group, '0')
    redis.call('XREADGROUP', 'GROUP', 'group' .. group, 'consumer', 'COUNT', 1400, 'STREAMS', 'stream', '>')
  end
`;

/** The most arguments of each command that a server is sent from now on. */
async function record(server: RunningServer): Promise<{ most: Map<string, number>; stop: () => void }> {
  const monitor = await (await server.client()).monitor();
  const most = new Map<string, number>();
  monitor.on('monitor', (_time: string, args: readonly string[]) => {
    const name = (args[0] ?? '').toUpperCase();
    most.set(name, Math.max(most.get(name) ?? 0, args.length));
  });
  const stop = (): void => {
    monitor.disconnect();
  };
  return { most, stop };
}

it('no command takes more arguments than a serverless cache does', async () => {
  await using source = await startServer({ server: 'redis-8.0', config: COMPACT });
  await using target = await startServer({ server: 'valkey-9.1' });
  const from = await source.client();
  await from.eval(FILL, 0);
  expect(await from.object('ENCODING', 'hash')).toMatch(/^listpack/);
  const [read, written] = [await record(source), await record(target)];
  const copied = await runCopy(source, target, { onConflict: 'replace', bigKeyBytes: 1 });
  expect(copied).toMatchObject({ status: 'done', keys: { copied: 7 } });
  expect(await runVerify(source, target, { bigKeyBytes: 1 })).toMatchObject({ status: 'done' });
  expect(await runVerify(source, target, { mode: { kind: 'quick' } })).toMatchObject({ status: 'done' });
  read.stop();
  written.stop();
  const counts = [...read.most, ...written.most];
  expect(counts.filter(([, count]) => count > MOST_ARGUMENTS)).toEqual([]);
  // Those that take many are used as such.
  const many = counts.filter(([, count]) => count > 900).map(([name]) => name);
  expect(new Set(many)).toEqual(new Set(['RPUSH', 'SADD', 'ZADD', 'HSET', 'HPEXPIREAT', 'HPEXPIRETIME']));
  for (const name of ['XADD', 'XCLAIM', 'XGROUP']) expect(written.most.get(name)).toBeGreaterThan(3);
  const [expected, found] = [await readDataset(from), await readDataset(await target.client())];
  expect(compareDatasets(expected, found)).toEqual([]);
});
