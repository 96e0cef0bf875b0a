import type { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import type { CheckReport } from '../../../src/core/model/checkReport';
import type { RunningServer } from '../../lab/servers/runningServer';
import type { ServerName } from '../../lab/servers/serverRelease';
import { startCluster } from '../../lab/servers/startCluster';
import { startReplicated } from '../../lab/servers/startReplicated';
import { startServer } from '../../lab/servers/startServer';
import { misfits } from '../../docs/checkReportSchema';
import { documentOf, expectExit, runCli } from '../../node/runCli';

const READER = ['SETUSER', 'reader', 'on', '>secret', '~*', '+@read'] as const;
const WITH_PASSWORD = { env: { ECM_SOURCE_PASSWORD: 'secret' } };

function urlOf({ port }: RunningServer): string {
  return `redis://reader@127.0.0.1:${String(port)}`;
}

async function checked(
  args: readonly string[],
  env: object = WITH_PASSWORD,
): Promise<{ code: number | null; report: CheckReport }> {
  const run = await runCli(['check', ...args, '--json'], env);
  expect(run.stderr).toBe('');
  expect(misfits(documentOf(run))).toEqual([]);
  return { code: run.code, report: documentOf(run) as CheckReport };
}

/** What changes when somebody writes; the offset only once there is a replica to tell. */
async function marks(client: Redis): Promise<readonly (string | undefined)[]> {
  const info = await client.info();
  return ['master_repl_offset', 'rdb_changes_since_last_save'].map(
    (name) => new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1],
  );
}

/** Commands that were called since CONFIG RESETSTAT, and that may write. */
async function written(client: Redis): Promise<string[]> {
  const stats = await client.info('commandstats');
  const called = [...stats.matchAll(/^cmdstat_([^:]+):calls=([1-9]\d*).*?(?:rejected_calls=(\d+))?/gm)].map(
    ([, name = '']) => name,
  );
  expect(called.length).toBeGreaterThan(3);
  const flags = (await client.call('COMMAND', 'INFO', ...called)) as ([string, number, string[]] | null)[];
  return flags.flatMap((told) => (told?.[2].includes('write') === true ? [told[0]] : []));
}

/** Otherwise a primary greets its replicas now and then, which moves its offset. */
const SILENT = { config: ['repl-ping-replica-period 3600'] };

const TOLD: readonly (readonly [ServerName, object])[] = [
  // HELLO is not for everyone there.
  ['redis-6.0', { product: null, version: null, rdbVersion: 9 }],
  ['redis-7.0.15', { product: 'redis', version: '7.0.15', rdbVersion: 10, role: 'primary' }],
  ['redis-8.6', { product: 'redis', rdbVersion: 13, role: 'primary' }],
  ['valkey-8.1', { product: 'valkey', rdbVersion: 11, role: 'primary' }],
  ['valkey-9.1', { product: 'valkey', rdbVersion: 80, role: 'primary' }],
];

it.each(TOLD)('looks at %s with the rights to read alone, and writes nothing', async (server, told) => {
  await using pair = await startReplicated({ server, ...SILENT });
  const source = pair.primary;
  const admin = await source.client();
  await admin.call('ACL', ...READER);
  for (let key = 0; key < 50; key++) await admin.set(`key:${String(key)}`, 'value');
  await admin.config('RESETSTAT');
  const before = await marks(admin);
  expect(Number(before[0])).toBeGreaterThan(50 * 10);

  const { code, report } = await checked(['--source', urlOf(source)]);
  expect(code).toBe(1);
  expect(report.profile.source).toMatchObject({
    ...told,
    runId: '',
    keys: null,
    usedMemory: null,
    maxMemory: null,
    evictedKeys: null,
    databaseLimit: null,
    databases: [{ index: 0, keys: 50, expiring: null, hashesWithFieldTtl: null }],
  });
  expect(report.sample).toMatchObject({ keys: 50, complete: true, kinds: [{ kind: 'string', count: 50 }] });
  expect(report.findings).toMatchObject([
    { rule: 'access.profile', evidence: 'the user may not use the command INFO' },
  ]);
  expect(await marks(admin)).toEqual(before);
  expect(await written(admin)).toEqual([]);

  const text = await runCli(['check', '--source', urlOf(source)], WITH_PASSWORD);
  expectExit(text, 1);
  expect(text.stdout).toMatch(/the source does not tell:[^.]*memory\s+in\s+use/);
});

it('judges what it can of a pair, takes no unknown server for another, and copies nothing', async () => {
  await using source = await startServer({ server: 'valkey-8.1' });
  await using target = await startServer({ server: 'redis-7.0.15' });
  await (await source.client()).call('ACL', ...READER);
  await (await source.client()).set('a', 'b');
  const pair = ['--source', urlOf(source), '--target', target.url] as const;
  const { code, report } = await checked(pair);
  expect(code).toBe(1);
  const rules = report.findings.map(({ rule }) => rule);
  expect(rules).toContain('access.profile');
  expect(rules).toContain('rdb.version');
  expect(rules).not.toContain('topology.sameServer');
  expect(report.routes.find(({ route }) => route === 'copy')).toMatchObject({
    verdict: 'blocked',
    estimate: { duration: null },
  });
  const copy = await runCli(['copy', ...pair], WITH_PASSWORD);
  expect(copy.code).not.toBe(0);
  expect(`${copy.stderr}${copy.stdout}`).toContain('the user may not use the command INFO');
  expect(await (await target.client()).dbsize()).toBe(0);
});

it('needs neither CONFIG nor MODULE, and writes nothing with every right', async () => {
  await using pair = await startReplicated({
    server: 'redis-7.0.15',
    config: [...SILENT.config, 'rename-command CONFIG ""', 'rename-command MODULE ""'],
  });
  const source = pair.primary;
  const admin = await source.client();
  const before = await marks(admin);
  const { code, report } = await checked(['--source', source.url], {});
  expect(await marks(admin)).toEqual(before);
  expect(await written(admin)).toEqual([]);
  expect(code).toBe(0);
  expect(report.profile.source).toMatchObject({ version: '7.0.15', keys: 0, databaseLimit: null });
  expect(report.facts.source).toMatchObject({ settings: null, modules: [] });
});

it('looks at a cluster, also where it may not ask for the other nodes', async () => {
  await using cluster = await startCluster({ server: 'valkey-8.1', masters: 3 });
  for (const client of await cluster.masterClients()) await client.call('ACL', ...READER);
  const [first] = cluster.masters;
  if (first === undefined) throw new Error('no node');
  const clients = await cluster.masterClients();
  const before = await Promise.all(
    clients.map(async (client, index) => {
      // One for each of the three.
      await client.set('bca'.charAt(index), 'value');
      await client.config('RESETSTAT');
      return await marks(client);
    }),
  );
  const alone = await checked(['--source', urlOf(first)]);
  expect(alone.code).toBe(1);
  expect(alone.report.profile.source).toMatchObject({ product: 'valkey', mode: 'cluster', keys: null });
  expect(alone.report.sample).toBeNull();
  expect(alone.report.findings.map(({ evidence }) => evidence)).toContainEqual(
    expect.stringMatching(/may not use the command CLUSTER/),
  );

  for (const client of await cluster.masterClients()) {
    await client.call('ACL', 'SETUSER', 'reader', '+cluster|slots');
  }
  const all = await checked(['--source', urlOf(first)]);
  expect(all.code).toBe(1);
  expect(all.report.profile.source).toMatchObject({ mode: 'cluster', keys: null, usedMemory: null });
  expect(all.report.sample).toMatchObject({ keys: 3, complete: true });
  expect(all.report.facts.source?.cluster).toMatchObject({ shards: 3, slotsServed: 16_384 });
  for (const [index, client] of clients.entries()) {
    expect(await marks(client)).toEqual(before[index]);
    expect(await written(client)).toEqual([]);
  }
});
