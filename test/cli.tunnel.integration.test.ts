import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startForwarder } from './lab/faults/forwarder';
import type { Forwarder } from './lab/faults/forwarder';
import { makeCertificates } from './lab/servers/certificates';
import type { Certificates } from './lab/servers/certificates';
import type { RunningServer } from './lab/servers/runningServer';
import { startCluster } from './lab/servers/startCluster';
import type { RunningCluster } from './lab/servers/startCluster';
import { startSentinels } from './lab/servers/startSentinels';
import { startReplicated } from './lab/servers/startReplicated';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';
import type { CliRun } from './node/runCli';

// Real servers that nobody can reach by the names that they tell, and a forwarder of TCP to each.

const MASTERS = 3;
const KEYS = 900;
const name = (index: number): string => `node-${String(index)}.cluster.test`;

let certificates: Certificates;
let cluster: RunningCluster;
let target: RunningServer;
let tunnels: Forwarder[];
let targetTunnel: Forwarder;
/** Of a private network that this machine is not in. Takes its time, while the others are at work. */
let unroutable: Promise<CliRun>;

beforeAll(async () => {
  unroutable = runCli(['check', '--source', 'redis://[fd12:3456::7]']);
  // Not for 127.0.0.1: whoever held a certificate against the tunnel's end would refuse it.
  const names = Array.from({ length: MASTERS }, (_, index) => `DNS:${name(index)}`).join(',');
  certificates = await makeCertificates(names);
  cluster = await startCluster({ server: 'valkey-8.1', masters: MASTERS, tls: true, certificates });
  target = await startServer({ server: 'valkey-8.1' });
  tunnels = await Promise.all(cluster.masters.map(({ tlsPort }) => startForwarder(tlsPort ?? 0)));
  targetTunnel = await startForwarder(target.port);
  const clients = await cluster.masterClients();
  for (const [index, client] of clients.entries()) {
    await client.config('SET', 'cluster-announce-hostname', name(index));
    await client.config('SET', 'cluster-preferred-endpoint-type', 'hostname');
  }
  for (const client of clients) {
    for (;;) {
      const told = JSON.stringify(await client.call('CLUSTER', 'SLOTS'));
      if (cluster.masters.every((_, index) => told.includes(`"${name(index)}"`))) break;
      await sleep(50);
    }
  }
  for (let index = 0; index < KEYS; index++) {
    const key = `key:${String(index)}`;
    for (const client of clients) {
      const moved = await client.set(key, 'x'.repeat(50)).then(
        () => false,
        () => true,
      );
      if (!moved) break;
    }
  }
});

afterAll(async () => {
  for (const tunnel of [...tunnels, targetTunnel]) await tunnel.close();
  await cluster.stop();
  await target.stop();
});

const entry = (): string => `rediss://${name(0)}:${String(cluster.masters[0]?.tlsPort)}`;
const mapped = (): string =>
  cluster.masters
    .map(
      ({ tlsPort }, index) => `${name(index)}:${String(tlsPort)}=127.0.0.1:${String(tunnels[index]?.port)}`,
    )
    .join(',');

it('copies a cluster through a tunnel to each node, each certificate being held against its own name', async () => {
  const run = await runCli([
    ...['copy', '--source', entry(), '--source-address-map', mapped()],
    ...['--source-cacert', cluster.masters[0]?.certificatePaths?.ca ?? ''],
    ...['--target', 'redis://target.test:6379'],
    ...['--target-address-map', `Target.test:6379=127.0.0.1:${String(targetTunnel.port)}`],
    ...['--verify', 'full', '--json'],
  ]);
  expect(documentOf(expectExit(run, 0))).toMatchObject({
    status: 'done',
    keys: { copied: KEYS },
    verify: { status: 'done' },
  });
  expect(await (await target.client()).dbsize()).toBe(KEYS);
  for (const tunnel of [...tunnels, targetTunnel]) expect(tunnel.connections()).toBeGreaterThan(1);
});

it('dials what is not mapped as it is, and says so', async () => {
  const [first] = mapped().split(',');
  const ca = cluster.masters[0]?.certificatePaths?.ca ?? '';
  const run = await runCli([
    ...['copy', '--source', entry(), '--source-cacert', ca, '--source-address-map', first ?? ''],
    ...['--target', target.url, '--retry-for', '0'],
  ]);
  expect(expectExit(run, 3).stderr).toMatch(
    /Could not connect to the source \(rediss:\/\/node-[12]\.cluster\.test:/,
  );
});

it('asks Sentinels through tunnels, and reaches the primary that they name through its own', async () => {
  await using replicated = await startReplicated({ server: 'valkey-8.1' });
  await using watching = await startSentinels({ primaries: { orders: replicated.primary }, count: 1 });
  await (await replicated.primary.client()).set('watched', '1');
  const primaryTunnel = await startForwarder(replicated.primary.port);
  const sentinelTunnel = await startForwarder(watching.sentinels[0]?.port ?? 0);
  const map = [
    `sentinel.test:26379=127.0.0.1:${String(sentinelTunnel.port)}`,
    `127.0.0.1:${String(replicated.primary.port)}=127.0.0.1:${String(primaryTunnel.port)}`,
  ];
  const run = await runCli([
    ...['copy', '--source', 'redis+sentinel://sentinel.test/orders', '--source-address-map', map.join(',')],
    ...['--target', target.url, '--json'],
  ]);
  expectExit(run, 0);
  expect(await (await target.client()).get('watched')).toBe('1');
  expect([primaryTunnel.connections(), sentinelTunnel.connections()].every((count) => count > 0)).toBe(true);
  await primaryTunnel.close();
  await sentinelTunnel.close();
});

it('holds the certificate of an IP address against that address, not against where the tunnel is', async () => {
  const known = await makeCertificates('IP:192.0.2.7');
  await using server = await startServer({ server: 'valkey-8.1', tls: true, certificates: known });
  const tunnel = await startForwarder(server.tlsPort ?? 0);
  const check = (host: string): Promise<CliRun> =>
    runCli([
      ...['check', '--source', `rediss://${host}:6379`, '--cacert', server.certificatePaths?.ca ?? ''],
      ...['--source-address-map', `${host}:6379=127.0.0.1:${String(tunnel.port)}`],
    ]);
  expectExit(await check('192.0.2.7'), 0);
  expect(expectExit(await check('192.0.2.8'), 3).stderr).toMatch(/certificate is for another host name/);
  await tunnel.close();
});

it('says of what lies in another network where to work instead, and how to get there', async () => {
  const cache = 'clustercfg.orders.abc123.use1.cache.amazonaws.com';
  const unknown = expectExit(await runCli(['check', '--source', `rediss://${cache}`]), 3);
  expect(unknown.stderr).toMatch(
    /the name of this cache is not known here: .*Remote-SSH.*--source-address-map/,
  );
  const far = expectExit(await unroutable, 3);
  expect(far.stderr).toMatch(
    /^Could not connect to the source \(redis:\/\/\[fd12:3456::7\]:6379\): that is a private address, and nothing answers there\. .*security group.*port 6379/,
  );
});
