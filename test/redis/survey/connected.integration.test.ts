import { expect, it } from 'vitest';
import type { ConnectionList } from '../../../src/core/model/connections';
import type { Dial } from '../../../src/core/dial';
import { connect } from '../../../src/redis/connect';
import type { ServerName } from '../../lab/servers/serverRelease';
import { startCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { dialOf } from '../cluster/clusterRuns';

async function listOf(dial: Dial): Promise<ConnectionList | null> {
  const { signal } = new AbortController();
  const server = await connect(dial, signal);
  try {
    return await server.connections(signal);
  } finally {
    server.close();
  }
}

const VALUE = 'a-value-that-nobody-shows';

it.each<ServerName>(['redis-6.0', 'redis-8.6', 'valkey-8.0', 'valkey-9.1'])(
  'of %s each that is connected is told, and nothing that it sent',
  async (name) => {
    await using server = await startServer({ server: name, aclUsers: ['orders on >hidden ~* +@all'] });
    const names = ['orders-app', 'orders-app', 'worker'];
    for (const one of names) {
      const client = await server.client();
      await client.call('AUTH', 'orders', 'hidden');
      await client.call('CLIENT', 'SETNAME', one);
      await client.set('key', VALUE);
    }
    const list = await listOf(dialOf('it', server));
    const named = list?.groups.filter(({ user }) => user === 'orders');
    expect(named).toMatchObject([
      { name: 'orders-app', host: '127.0.0.1', port: null, connections: 2, command: 'set' },
      { name: 'worker', host: '127.0.0.1', port: expect.any(Number) as number, connections: 1 },
    ]);
    expect(list?.groups.some((group) => group.name === 'elasticache-migrator')).toBe(false);
    expect(JSON.stringify(list)).not.toMatch(/hidden|a-value/);
  },
);

it('of a cluster those of all masters, put together', async () => {
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3, replicas: 1 });
  for (const node of cluster.masters) {
    await (await node.client()).call('CLIENT', 'SETNAME', 'orders-app');
  }
  const [first] = cluster.masters;
  if (first === undefined) throw new Error('no node');
  const list = await listOf(dialOf('it', first));
  expect(list?.groups.find(({ name }) => name === 'orders-app')).toMatchObject({
    host: '127.0.0.1',
    connections: 3,
  });
});

it('of a user that may not list them nothing is told', async () => {
  await using server = await startServer({
    server: 'redis-8.0',
    aclUsers: ['reader on >hidden ~* +@read +ping +info'],
  });
  const dial = dialOf('it', server);
  const asReader = { ...dial, address: { ...dial.address, username: 'reader' }, password: 'hidden' };
  expect(await listOf(asReader)).toBeNull();
});
