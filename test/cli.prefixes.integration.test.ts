import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startCluster } from './lab/servers/startCluster';
import type { RunningCluster } from './lab/servers/startCluster';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

let source: RunningServer;
let cluster: RunningCluster;
let target: RunningServer;
let one: Redis;

beforeAll(async () => {
  [source, cluster, target] = await Promise.all([
    startServer({ server: 'redis-8.0' }),
    startCluster({ server: 'valkey-8.1', masters: 3 }),
    startServer({ server: 'valkey-9.1' }),
  ]);
  await (await source.client()).mset('same', 'zero', 'only', 'zero');
  one = await source.client({ db: 1 });
  await one.mset('same', 'one', '{tag}k', 'tagged');
  await one.set('short', 'lived', 'EX', 3600);
  await one.xadd('stream', '1-1', 'field', 'value');
  for (let index = 0; index < 300; index++) await one.set(`many:${String(index)}`, String(index));
});

afterAll(async () => {
  await Promise.all([source.stop(), cluster.stop(), target.stop()]);
});

async function copy(code: number, to: string, ...options: readonly string[]): Promise<CopyResult> {
  const ends = ['--source', source.url, '--target', to, '--json'];
  return documentOf(expectExit(await runCli(['copy', ...ends, ...options]), code)) as CopyResult;
}

const MAPPING = ['--map-db', '0:0,1:0/app1:'];

it('puts two databases into a cluster, one with a prefix', async () => {
  const { keys } = await copy(0, cluster.masters[1]?.url ?? '', ...MAPPING);
  expect(keys).toMatchObject({ scanned: 306, copied: 306 });
  const masters = await cluster.masterClients();
  const names = (await Promise.all(masters.map((node) => node.keys('*')))).flat();
  expect(names).toHaveLength(306);
  expect(names.filter((name) => !name.startsWith('app1:')).sort()).toEqual(['only', 'same']);
  const slot = async (name: string): Promise<unknown> => masters[0]?.call('CLUSTER', 'KEYSLOT', name);
  expect(await slot('app1:{tag}k')).toBe(await slot('{tag}k'));
});

it('keeps values, expiries and streams, and names quarantined keys as the source does', async () => {
  const to = await target.client();
  await copy(0, target.url, ...MAPPING);
  expect(await to.mget('same', 'app1:same', 'app1:{tag}k', 'app1:many:299')).toEqual([
    'zero',
    'one',
    'tagged',
    '299',
  ]);
  expect(await to.pexpiretime('app1:short')).toBe(await one.pexpiretime('short'));
  expect(await to.xrange('app1:stream', '-', '+')).toEqual([['1-1', ['field', 'value']]]);
  const again = await copy(1, target.url, ...MAPPING, '--on-conflict', 'fail');
  expect(again.keys).toMatchObject({ copied: 0, quarantined: 306 });
  const quarantined = again.quarantine
    .filter(({ db }) => db === 1)
    .map(({ key }) => Buffer.from(key, 'base64').toString());
  expect(quarantined).toContain('many:299');
  const dry = await copy(0, target.url, ...MAPPING, '--on-conflict', 'skip', '--dry-run');
  expect(dry.keys).toMatchObject({ copied: 0, skipped: 306 });
  await to.flushall();
});

it('refuses names that would be given twice, before anything is written', async () => {
  const zero = await source.client();
  await zero.mset('app1:same', 'there', 'app1:many:7', 'there', 'app1:other', 'not there');
  const { failure } = await copy(3, target.url, ...MAPPING);
  await zero.del('app1:same', 'app1:many:7', 'app1:other');
  expect(failure?.code).toBe('database.mapping');
  expect(failure?.message).toMatch(
    /2 names would be given twice.*app1:(same|many:7), app1:(same|many:7)\. Choose other/,
  );
  expect(await (await target.client()).dbsize()).toBe(0);
});
