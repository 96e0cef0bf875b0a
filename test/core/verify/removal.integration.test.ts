import { expect, it } from 'vitest';
import { startCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';
import { runCopy, runVerify } from '../runs';

/** Sets `key:0`, `key:1` …, each on whichever server takes it. */
const KEYS = Array.from({ length: 60 }, (_, index) => `key:${String(index)}`);

it('what the source deleted since the copy is deleted from a cluster, so many keys at most', async () => {
  await using source = await startServer({ server: 'redis-6.0' });
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3 });
  const [first] = cluster.masters;
  if (first === undefined) throw new Error('a cluster without a master');
  const from = await source.client();
  await from.mset(Object.fromEntries(KEYS.map((key) => [key, 'v'])));
  expect(await runCopy(source, first, { onConflict: 'fail' })).toMatchObject({ status: 'done' });
  await from.del(KEYS.slice(0, 30));

  const some = await runVerify(source, first, { repair: true, deleteExtra: 20 });
  expect(some).toMatchObject({
    status: 'incomplete',
    keys: { deleted: 20, extra: 10 },
    differencesTotal: 10,
  });
  const plain = await runVerify(source, first, { repair: true });
  expect(plain.keys).toMatchObject({ deleted: 0, extra: 10 });
  const rest = await runVerify(source, first, { repair: true, deleteExtra: 10 });
  expect(rest).toMatchObject({ status: 'done', keys: { deleted: 10, extra: 0, equal: 30 } });
  const held = await Promise.all((await cluster.masterClients()).map((client) => client.keys('*')));
  expect(held.flat().sort()).toEqual(KEYS.slice(30).sort());
});

it('a sample deletes nothing', async () => {
  await using source = await startServer({ server: 'redis-8.0' });
  await using target = await startServer({ server: 'valkey-8.1' });
  const to = await target.client();
  await to.set('extra', '1');
  const sample = { mode: { kind: 'sample', keys: 10 }, repair: true, deleteExtra: 10 } as const;
  expect((await runVerify(source, target, sample)).keys).toMatchObject({ deleted: 0, extra: 1 });
  expect(await to.get('extra')).toBe('1');
});
