import { Cluster } from 'ioredis';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProvenCopyResult, VerifyResult } from '../src/core/model/verification';
import type { RunningServer } from './lab/servers/runningServer';
import { startCluster } from './lab/servers/startCluster';
import type { RunningCluster } from './lab/servers/startCluster';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

const MAPPING = ['--map-db', '0:0,1:0/app1:,2:0/app1:deep:'];

let source: RunningServer;
let cluster: RunningCluster;
let alone: RunningServer;
let routed: Cluster | undefined;

beforeAll(async () => {
  [source, cluster, alone] = await Promise.all([
    startServer({ server: 'redis-8.0' }),
    startCluster({ server: 'valkey-8.1', masters: 3 }),
    startServer({ server: 'valkey-9.1' }),
  ]);
  const [zero, one, two] = await Promise.all([0, 1, 2].map((db) => source.client({ db })));
  // Its name in the target looks as if it were of database 1.
  await zero?.mset('same', 'zero', 'app1:mine', 'zero');
  await one?.mset('same', 'one', 'deep', 'one', '{tag}k', 'tagged');
  await one?.rpush('list', 'a', 'b');
  await two?.mset('same', 'two', 'gl*b', 'two');
  for (let index = 0; index < 300; index++) await one?.set(`many:${String(index)}`, String(index));
});

afterAll(async () => {
  routed?.disconnect();
  await Promise.all([source.stop(), cluster.stop(), alone.stop()]);
});

describe.each(['a cluster', 'a server that stands alone'])('%s', (kind) => {
  let url: string;
  /** Writes to the target. */
  let write: (...command: readonly string[]) => Promise<unknown>;

  beforeAll(async () => {
    url = kind === 'a cluster' ? (cluster.masters[1]?.url ?? '') : alone.url;
    const to: Redis = await alone.client();
    routed ??= new Cluster(cluster.masters.map(({ host, port }) => ({ host, port })));
    const through = routed;
    write = (name = '', ...args) => (kind === 'a cluster' ? through : to).call(name, ...args);
  });

  const run = async (command: string, code: number, ...options: readonly string[]): Promise<unknown> => {
    const ends = ['--source', source.url, '--target', url, '--json', ...MAPPING];
    return documentOf(expectExit(await runCli([command, ...ends, ...options]), code));
  };
  const verify = async (code: number, ...options: readonly string[]): Promise<VerifyResult> =>
    (await run('verify', code, ...options)) as VerifyResult;
  const found = ({ differences }: VerifyResult): string[] =>
    differences
      .map(
        ({ key, db, kinds }) => `${String(db)} ${Buffer.from(key, 'base64').toString()}: ${kinds.join(', ')}`,
      )
      .sort();

  const removeExtras = async (): Promise<void> => {
    for (const key of ['app1:deep:extra', 'app1:extra', 'extra']) await write('DEL', key);
  };

  it('is verified in the run of the copy that put three databases into one', async () => {
    const proven = (await run('copy', 0, '--verify', 'full')) as ProvenCopyResult;
    expect(proven).toMatchObject({ status: 'done', keys: { copied: 308 } });
    expect(proven.verify?.keys).toMatchObject({ compared: 308, equal: 308, extra: 0 });
  });

  it.each([
    ['full', ['0 same: value', '1 list: value', '1 many:7: missing', '2 same: missing']],
    ['quick', ['1 list: length', '1 many:7: missing', '2 same: missing']],
    ['sample:1000', ['0 same: value', '1 list: value', '1 many:7: missing', '2 same: missing']],
  ])('shows in %s what differs, by the names and databases of the source', async (mode, expected) => {
    await run('copy', 0);
    await write('SET', 'same', 'ZERO');
    await write('RPUSH', 'app1:list', 'c');
    await write('DEL', 'app1:many:7');
    await write('DEL', 'app1:deep:same');
    // Extras have the names of the target.
    await write('SET', 'app1:deep:extra', '1');
    await write('SET', 'app1:extra', '1');
    await write('SET', 'extra', '1');
    const extras = ['0 app1:deep:extra: extra', '0 app1:extra: extra', '0 extra: extra'];
    expect(found(await verify(1, '--verify', mode))).toEqual([...extras, ...expected].sort());
    if (mode !== 'full') {
      await removeExtras();
      return;
    }
    const mended = await verify(1, '--verify', mode, '--repair');
    expect(found(mended)).toEqual(extras);
    expect(mended.keys.repaired).toBe(expected.length);
    await removeExtras();
    expect(await verify(0)).toMatchObject({ status: 'done', keys: { compared: 308, equal: 308 } });
  });

  it('chooses by the names of the source, on both sides', async () => {
    await run('copy', 0);
    await write('SET', 'app1:many:x', '1');
    await write('SET', 'app1:deep:gl*x', '1');
    await write('SET', 'app1:other', '1');
    expect(found(await verify(1, '--match', 'many:*'))).toEqual(['0 app1:many:x: extra']);
    expect(found(await verify(1, '--match', 'gl\\**'))).toEqual(['0 app1:deep:gl*x: extra']);
    expect(found(await verify(1, '--exclude', 'many:*', '--exclude', 'gl*'))).toEqual([
      '0 app1:other: extra',
    ]);
    // The slot of `other`; with its prefix it is another.
    expect(found(await verify(1, '--slots', '11361'))).toEqual(['0 app1:other: extra']);
    expect(found(await verify(1, '--slots', '0-16383', '--match', 'other'))).toEqual(['0 app1:other: extra']);
    for (const key of ['app1:many:x', 'app1:deep:gl*x', 'app1:other']) await write('DEL', key);
  });
});

it('leaves alone what begins with no prefix, where every database has one', async () => {
  const to = await alone.client();
  await to.flushall();
  const ends = ['--source', source.url, '--target', alone.url, '--json', '--map-db', '2:0/two:'];
  expectExit(await runCli(['copy', ...ends]), 0);
  await to.set('elsewhere', '1');
  expect(documentOf(expectExit(await runCli(['verify', ...ends]), 0))).toMatchObject({
    keys: { compared: 2, extra: 0 },
  });
  await to.set('two:more', '1');
  expect(documentOf(expectExit(await runCli(['verify', ...ends]), 1))).toMatchObject({ keys: { extra: 1 } });
});
