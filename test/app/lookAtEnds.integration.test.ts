import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endText, idOfFile, idOfPlanned, strangeEnd } from '../../src/app/desk/checkEnd';
import { checkEnds } from '../../src/app/desk/checkEnds';
import { lookAtEnds } from '../../src/app/desk/lookAtEnds';
import type { CheckingAny } from '../../src/app/desk/lookAtEnds';
import { checkView } from '../../src/app/panel/checkView';
import type { CheckView } from '../../src/bridge/checkView';
import type { Endpoint } from '../../src/core/model/endpoint';
import { readPlannedCache } from '../../src/core/plan/readPlannedCache';
import { check, checkParts } from '../../src/core/rules/check';
import { checkRdb } from '../../src/node/checkRdb';
import { connect } from '../../src/redis/connect';
import type { RunningServer } from '../lab/servers/runningServer';
import { startCluster } from '../lab/servers/startCluster';
import { startServer } from '../lab/servers/startServer';

const SIGNAL = new AbortController().signal;

let folder: string;
let server: RunningServer;
let running: Endpoint;

const world: CheckingAny = {
  open: ({ name: label, address }, signal) => connect({ label, address }, signal),
  check,
  checkRdb: checkRdb(() => Promise.resolve({ checkParts })),
  questions: () => Promise.resolve({ readPlanned: readPlannedCache }),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecm-rdb-'));
  server = await startServer({ server: 'valkey-8.1' });
  const { host, port } = server;
  running = { id: 'running', name: 'running', address: { host, port, tls: false } };
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** One string in database 0, without a checksum. */
async function rdbFile(name: string, version: string): Promise<Endpoint> {
  const path = join(folder, name);
  const text = (word: string): number[] => [word.length, ...Buffer.from(word)];
  const body = [0xfe, 0, 0, ...text('orders:1'), ...text('value'), 0xff, ...Array<number>(8).fill(0)];
  await writeFile(path, Buffer.concat([Buffer.from(`REDIS${version}`), Buffer.from(body)]));
  return strange(idOfFile(path));
}

function strange(id: string): Endpoint {
  const end = strangeEnd(id);
  if (end === undefined) throw new Error(`${id} is no end`);
  return end;
}

async function viewed(source: Endpoint, target: Endpoint | null): Promise<CheckView> {
  const outcome = await lookAtEnds(world, source, target, SIGNAL, {});
  if (outcome.kind === 'failed') throw outcome.failure;
  return checkView(outcome.report, { source, target }, 0);
}

it('judges an RDB file for a server that runs, and shows where it is', async () => {
  const file = await rdbFile('dump.rdb', '0012');
  const view = await viewed(file, running);
  const [address] = view.facts;
  expect([address?.source, address?.target]).toEqual([endText(file), endText(running)]);
  expect(view.findings.some(({ rule }) => rule.includes('rdb'))).toBe(true);
  expect(view.routes.find(({ route }) => route === 'seed-from-rdb')?.verdict).toBe('blocked');
});

it('judges it alone, and for a cache that is yet to be created', async () => {
  const file = await rdbFile('old.rdb', '0009');
  expect(file.name).toBe('old.rdb');
  expect((await viewed(file, null)).keys.note).toMatch(/1 key/);
  const planned = strange(idOfPlanned('valkey-8.2,cluster=3,node=cache.r7g.large'));
  const view = await viewed(file, planned);
  expect(view.facts[0]?.target).toBe('valkey-8.2,cluster=3,node=cache.r7g.large');
  expect(view.verdict).not.toBe('unjudged');
  const ofServer = await viewed(running, planned);
  expect(ofServer.verdict).not.toBe('unjudged');
});

it('tells what is wrong with a file, or with a plan that was kept by another version', async () => {
  const gone = await lookAtEnds(world, strange(idOfFile(join(folder, 'gone.rdb'))), null, SIGNAL, {});
  expect(gone).toMatchObject({ kind: 'failed', failure: { code: 'file.unreadable' } });
  const path = join(folder, 'torn.rdb');
  await writeFile(path, 'REDIS0011 and then something else');
  const torn = await lookAtEnds(world, strange(idOfFile(path)), running, SIGNAL, {});
  expect(torn).toMatchObject({
    kind: 'failed',
    failure: { code: expect.stringMatching(/^(file|payload)\./) as string },
  });
  const odd = await lookAtEnds(world, running, strange(idOfPlanned('valkey-99')), SIGNAL, {});
  expect(odd).toMatchObject({ kind: 'failed', failure: { code: 'usage' } });
});

it('judges two databases for a cluster by where they are to go', async () => {
  const [source, cluster] = await Promise.all([
    startServer({ server: 'redis-7.0.15' }),
    startCluster({ server: 'valkey-8.1', masters: 3 }),
  ]);
  try {
    const client = await source.client();
    await client.set('a', '1');
    await client.select(1);
    await client.set('b', '2');
    const { host, port } = source;
    const two = { id: 'two', name: 'two', address: { host, port, tls: false } };
    const [node] = cluster.nodes;
    const place = { host: '127.0.0.1', port: node?.port ?? 0, tls: false };
    const into = { id: 'cluster', name: 'cluster', address: place };
    const databases = [
      { source: 0, target: 0 },
      { source: 1, target: 0, prefix: 'app1:' },
    ];
    const verdict = async (given: Parameters<typeof lookAtEnds>[4]) => {
      const outcome = await lookAtEnds(world, two, into, SIGNAL, given);
      if (outcome.kind === 'failed') throw outcome.failure;
      return outcome.report.routes.find(({ route }) => route === 'copy')?.verdict;
    };
    expect(await verdict({})).toBe('blocked');
    expect(await verdict({ databases })).not.toBe('blocked');
    const ends = await checkEnds(world, two, into, SIGNAL, databases);
    expect(ends).toMatchObject({ kind: 'checked', report: { status: 'ready' } });
  } finally {
    await Promise.all([source.stop(), cluster.stop()]);
  }
});
