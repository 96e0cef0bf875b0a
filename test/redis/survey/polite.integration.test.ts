import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { lookAtSource } from '../../../src/core/rules/lookAtServer';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { dialOf } from '../cluster/clusterRuns';

async function look(server: RunningServer): ReturnType<typeof lookAtSource> {
  const { signal } = new AbortController();
  const dial = dialOf('source', server);
  const source = await connect(dial, signal);
  try {
    return await lookAtSource(source, dial.address, { keys: 1000, seconds: 10, bytes: 1e6 }, signal);
  } finally {
    source.close();
  }
}

it('asks for all of INFO once', async () => {
  await using server = await startServer({ server: 'valkey-8.1' });
  const client = await server.client();
  await client.config('SET', 'slowlog-max-len', '100000');
  await client.config('SET', 'slowlog-log-slower-than', '0');
  const { facts } = await look(server);
  expect(facts?.memory?.used).toBeGreaterThan(0);
  const log = (await client.call('SLOWLOG', 'GET', '-1')) as [number, number, number, string[]][];
  const asked = log.map(([, , , command]) => command.map((word) => word.toLowerCase()));
  expect(asked).toContainEqual(['info', 'commandstats']);
  expect(asked.filter((command) => command.join(' ') === 'info')).toHaveLength(1);
});

it('of an old server, which counts reading as a use, reads the RDB version from a key that was used last', async () => {
  await using server = await startServer({ server: 'redis-6.0' });
  const client = await server.client();
  for (let key = 0; key < 5; key++) await client.set(`key:${String(key)}`, 'value');
  // Servers count idle time in whole seconds.
  await sleep(2_100);
  await client.get('key:3');
  const idleTimes = async (): Promise<(number | null)[]> =>
    Promise.all(
      [0, 1, 2, 3, 4].map((key) => client.object('IDLETIME', `key:${String(key)}`) as Promise<number>),
    );
  const { profile } = await look(server);
  expect(profile.rdbVersion).toBe(9);
  const [zero, one, two, three, four] = await idleTimes();
  for (const idle of [zero, one, two, four]) expect(idle).toBeGreaterThanOrEqual(2);
  expect(three).toBeLessThan(2);
});
