import { expect, test } from 'vitest';
import { sameServer } from '../../src/core/model/sameServer';
import type { Profile } from '../../src/core/model/profile';
import { connect } from '../../src/redis/connect';
import type { RunningServer } from '../lab/servers/runningServer';
import { startCluster } from '../lab/servers/startCluster';
import { startServer } from '../lab/servers/startServer';
import { copyBetween, dialOf } from './cluster/clusterRuns';

async function profileOf(server: RunningServer): Promise<Profile> {
  const connection = await connect(dialOf('a server', server), new AbortController().signal);
  try {
    return await connection.profile();
  } finally {
    connection.close();
  }
}

test('a primary and its replica hold the same: nothing is copied from the one into the other', async () => {
  await using primary = await startServer({ server: 'valkey-8.1' });
  await using replica = await startServer({ server: 'valkey-8.1' });
  await using stranger = await startServer({ server: 'valkey-8.1' });
  const [to, from] = [await primary.client(), await replica.client()];
  await to.set('key', 'value');
  await from.replicaof('127.0.0.1', primary.port);
  await expect
    .poll(async () => await from.info('replication'), { timeout: 20_000 })
    .toContain('master_link_status:up');
  expect(sameServer(await profileOf(replica), await profileOf(primary))).toBe('replica');
  expect(sameServer(await profileOf(replica), await profileOf(stranger))).toBeNull();
  expect(sameServer(await profileOf(primary), await profileOf(stranger))).toBeNull();
  expect(await copyBetween(replica, primary)).toMatchObject({
    status: 'failed',
    failure: { code: 'database.mapping' },
  });
});

test('any two nodes of a cluster lead to the same data, also for who may not list them', async () => {
  const aclUsers = ['unlisted on >word ~* &* +@all -cluster|nodes -cluster|shards'];
  await using one = await startCluster({ server: 'valkey-8.1', masters: 3, replicas: 1, aclUsers });
  await using other = await startCluster({ server: 'valkey-8.1', masters: 3 });
  const [first, second] = one.masters as [RunningServer, RunningServer];
  const [replica] = one.replicas as [RunningServer];
  const [stranger] = other.masters as [RunningServer];
  const known = await profileOf(first);
  for (const node of [second, replica]) expect(sameServer(known, await profileOf(node))).toBe('cluster');
  expect(sameServer(known, await profileOf(stranger))).toBeNull();
  const dial = dialOf('a server', second);
  const unlisted = await connect(
    { ...dial, address: { ...dial.address, username: 'unlisted' }, password: 'word' },
    new AbortController().signal,
  );
  const seen = await unlisted.profile();
  unlisted.close();
  expect(sameServer(seen, known)).toBe('cluster');
  // Two of them send it elsewhere.
  for (const client of await one.masterClients()) await client.set('key', 'value').catch(() => undefined);
  expect(await copyBetween(first, replica)).toMatchObject({ failure: { code: 'database.mapping' } });
});
