import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAws } from '../../../../src/aws/openAws';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import { askCloud } from '../../../../src/core/rules/askCloud';
import { check as checkServers } from '../../../../src/core/rules/check';
import { connect } from '../../../../src/redis/connect';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startServer } from '../../../lab/servers/startServer';
import { dialOf } from '../../../redis/cluster/clusterRuns';
import { AwsAnswers, FIT } from './awsAnswers';
import { checkPair } from './pair';
import type { End } from './pair';
import { Turns } from './turns';

// What AWS answers about caches, which servers of the lab play.

const turns = new Turns('caches');
let aws: AwsAnswers;
let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  [aws, source, target] = await Promise.all([
    AwsAnswers.start(),
    startServer({ server: 'redis-7.0.15', config: ['protected-mode no', 'bind 0.0.0.0'] }),
    startServer({ server: 'valkey-8.1' }),
  ]);
});
afterAll(async () => {
  await Promise.all([aws, source, target].map((each) => each.stop()));
});

async function check(from: Partial<End>, to: Partial<End>): Promise<CheckReport> {
  return await checkPair({ server: source, ...from }, { server: target, ...to });
}

it('the extension asks AWS by itself about an end that has the name of a cache', async () => {
  const address = { host: 'orders.x1y2z3.ng.0001.euw1.cache.amazonaws.com', port: 6379, tls: false };
  const endpoint = { Address: address.host, Port: address.port };
  aws.hold({ ...FIT, MultiAZ: 'disabled', NodeGroups: [{ NodeGroupId: '0001', PrimaryEndpoint: endpoint }] });
  const { signal } = new AbortController();
  const [from, to] = [
    await connect(dialOf('the source', source), signal),
    await connect(dialOf('the target', target), signal),
  ];
  const said: string[] = [];
  const log = { info: (line: string) => said.push(line), warn: () => undefined, error: () => undefined };
  const asking = askCloud(checkServers, openAws().listCaches, log);
  const ends = { source: dialOf('the source', source).address, target: address };
  const report = await asking(from, to, ends, signal);
  from.close();
  to.close();
  expect(said).toEqual([]);
  expect(report.places.target).toMatchObject({ nodeType: 'cache.r7g.large', region: 'eu-west-1' });
  const online = report.routes.find(({ route }) => route === 'online-migration');
  expect(online).toMatchObject({
    verdict: 'blocked',
    reasons: ['online.multiAz', 'online.unknown'],
  });
  aws.forget();
});

it('snapshots of caches: of another region, and of tiered data', async () => {
  const [here, there, tiered] = [
    await aws.ofGroup(),
    await aws.ofGroup({ ARN: 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:orders' }),
    await aws.ofGroup({ DataTiering: 'enabled', CacheNodeType: 'cache.r6gd.xlarge' }),
  ];
  const near = await check({ place: here }, { place: here });
  turns.expect(await check({ place: here }, { place: there }), near, {
    'snapshot.region': /the source is in eu-west-1, the target in us-east-1/,
  });
  turns.expect(await check({ place: tiered }, { place: here }), near, {
    'snapshot.dataTiering': /node type of the source: cache\.r6gd\.xlarge/,
  });
});

it('what AWS answers on users and on serverless caches', async () => {
  const open = await check({}, { place: await aws.ofGroup() });
  turns.expect(await check({}, { place: await aws.ofGroup({ AuthTokenEnabled: true }) }), open, {
    'clients.login': /needs no password/,
  });
  const users = await aws.ofGroup({ UserGroupIds: ['team'] });
  expect((await check({}, { place: users })).findings.map(({ rule }) => rule)).toContain('clients.login');
  const serverless = await aws.ofServerless({ UserGroupId: 'team' });
  expect(serverless).toMatchObject({
    kind: 'serverless',
    region: 'eu-west-1',
    inTransitEncryption: true,
    authenticates: true,
  });
  turns.expect(await check({}, { place: serverless }), open, { 'clients.tls': /take TLS only/ });
});

turns.isWhole();
