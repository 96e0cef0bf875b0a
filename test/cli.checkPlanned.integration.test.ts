import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../src/core/model/checkReport';
import type { Route, RouteVerdict } from '../src/core/model/route';
import { misfits } from './docs/checkReportSchema';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

/** Everything that an online migration asks of a cache without TLS. */
const FIT = 'valkey-8.1,no-tls,no-auth,multi-az,same-vpc,node=cache.r7g.large,no-at-rest';

function verdicts({ routes }: CheckReport): Partial<Record<Route, RouteVerdict>> {
  return Object.fromEntries(routes.map(({ route, verdict }) => [route, verdict]));
}

describe('a check for a cache that is yet to be created', () => {
  let redis7: RunningServer;
  let redis8: RunningServer;

  beforeAll(async () => {
    [redis7, redis8] = await Promise.all([
      startServer({ server: 'redis-7.0.15', config: ['protected-mode no', 'bind 0.0.0.0'] }),
      startServer({ server: 'redis-8.0' }),
    ]);
    await (await redis7.client()).mset('a', '1', 'b', '2');
    const client = await redis8.client();
    await client.hset('h', 'f', '1');
    await client.call('HEXPIRE', 'h', '3600', 'FIELDS', '1', 'f');
  });
  afterAll(async () => {
    await redis7.stop();
    await redis8.stop();
  });

  async function planned(source: RunningServer, target: string): Promise<CheckReport> {
    const run = await runCli(['check', '--source', source.url, '--new-target', target, '--json']);
    expect(run.stderr).toBe('');
    expect(misfits(documentOf(run))).toEqual([]);
    return documentOf(run) as CheckReport;
  }

  it('is ready for what its choice allows, and not for what it does not', async () => {
    const fit = await planned(redis7, FIT);
    expect(fit.places.target).toMatchObject({ kind: 'elasticache', planned: true, multiAz: true });
    expect(fit.profile.target).toMatchObject({ product: 'valkey', version: '8.1', rdbVersion: 11, keys: 0 });
    expect(verdicts(fit)).toMatchObject({
      copy: 'ready',
      'online-migration': 'ready',
      'seed-from-rdb': 'ready',
      'engine-upgrade': 'blocked',
      'file-import': 'blocked',
    });
    for (const { route, steps } of fit.routes) {
      const creates = steps.some((step) => step.includes('create-replication-group'));
      expect([route, creates]).toEqual([
        route,
        ['copy', 'online-migration', 'seed-from-rdb', 'snapshot-copy'].includes(route),
      ]);
    }
    expect(fit.nodeTypes[0]).toMatchObject({ name: 'cache.t4g.micro', shards: 1 });
    expect(fit.nodeTypes[0]?.headroom).toBeGreaterThan(0.9);

    const blocked = async (target: string): Promise<readonly string[] | undefined> => {
      const { routes } = await planned(redis7, target);
      const online = routes.find(({ route }) => route === 'online-migration');
      expect(online?.verdict).toBe('blocked');
      return online?.reasons;
    };
    expect(await blocked(FIT.replace('no-tls', 'tls'))).toEqual(['online.transitEncryption']);
    expect(await blocked(FIT.replace('multi-az', 'no-multi-az'))).toEqual(['online.multiAz']);
    expect(await blocked(`${FIT},cluster=2`)).toEqual(['online.clusterMode']);
  });

  it('leaves open what is not decided, and blocks nothing by it', async () => {
    const { routes, findings } = await planned(redis7, 'valkey-8.1');
    expect(routes.find(({ route }) => route === 'online-migration')).toMatchObject({
      verdict: 'risky',
      reasons: ['online.unknown'],
    });
    expect(findings.find(({ rule }) => rule === 'online.unknown')?.evidence).toBe(
      'not known: in-transit encryption of the target; Multi-AZ of the target; data tiering of the target; whether the two are in one network',
    );
  });

  it('knows the format and the commands of the version', async () => {
    const to8 = await planned(redis8, 'valkey-8.2,serverless');
    expect(verdicts(to8)).toMatchObject({ copy: 'ready', 'online-migration': 'blocked' });
    expect(to8.losses).toEqual([{ kind: 'hash-field-ttl', count: 1 }]);
    expect(to8.findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['rdb.version', 'clients.missingCommands', 'serverless.cost', 'clients.tls']),
    );
    const to9 = await planned(redis8, 'valkey-9.0,serverless');
    expect(to9.losses).toEqual([]);
    expect(to9.findings.map(({ rule }) => rule)).not.toContain('clients.missingCommands');
  });

  it('says in words what it is, and what is open', async () => {
    const run = await runCli([
      'check',
      '--source',
      redis7.url,
      '--new-target',
      'valkey-8.1,tls',
      '--markdown',
    ]);
    expectExit(run, 0);
    expect(run.stdout).toContain('Not decided of the new cache: node type, encryption at rest');
    expect(run.stdout).toContain('`aws elasticache create-replication-group');
    const refused = expectExit(
      await runCli(['check', '--source', redis7.url, '--new-target', 'valkey-99']),
      2,
    );
    expect(refused.stderr).toMatch(/^Could not read which cache is planned: ElastiCache has no such version/);
  });

  it('takes what the user knows of a cache that exists', async () => {
    const valkey = await startServer({ server: 'valkey-8.1' });
    try {
      const online = async (place: string): Promise<RouteVerdict | undefined> => {
        const pair = ['--source', redis7.url, '--target', valkey.url, '--json'];
        const run = await runCli(['check', ...pair, '--target-is', place]);
        return verdicts(documentOf(run) as CheckReport)['online-migration'];
      };
      const known = 'elasticache,multi-az,no-at-rest,no-data-tiering,no-global-datastore';
      expect(await online(`${known},same-vpc`)).toBe('ready');
      expect(await online(known)).toBe('risky');
      expect(await online(`${known},no-same-vpc`)).toBe('blocked');
      expect(await online('elasticache,same-vpc,no-multi-az')).toBe('blocked');
    } finally {
      await valkey.stop();
    }
  });

  it('takes a server for ElastiCache where the address does not tell', async () => {
    const pair = ['--source', redis7.url, '--target', redis8.url, '--json'];
    const plain = documentOf(await runCli(['check', ...pair])) as CheckReport;
    const told = documentOf(
      await runCli(['check', ...pair, '--target-is', 'elasticache', '--source-is', 'elasticache']),
    ) as CheckReport;
    expect(plain.places).toMatchObject({
      source: { kind: 'self-managed' },
      target: { kind: 'self-managed' },
    });
    expect(told.places).toMatchObject({ source: { kind: 'elasticache' }, target: { kind: 'elasticache' } });
    const rules = ({ findings }: CheckReport): string[] => findings.map(({ rule }) => rule);
    expect(rules(plain)).toContain('route.target');
    expect(rules(told)).not.toContain('route.target');
    expect(rules(told)).toContain('upgrade.place');
  });
});
