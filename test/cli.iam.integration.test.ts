import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Signal } from '../src/app/desk/signal';
import { signIn } from '../src/aws/signIn';
import type { Dial } from '../src/core/dial';
import type { CopyResult } from '../src/core/model/run';
import { copyThread } from '../src/node/copyThread';
import { compareDatasets } from './lab/dataset/compareDatasets';
import { fillDataset } from './lab/dataset/fillDataset';
import { readDataset } from './lab/dataset/readDataset';
import { ADMIN_PASSWORD, KEYS, startIamFront } from './lab/iam/iamFront';
import type { IamFront } from './lab/iam/iamFront';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli, toldBy } from './node/runCli';

// Proves: that every connection signs in by a token that Signature Version 4 finds right, does so again before the server
// ends it, and that a copy which outlives its tokens loses nothing. Does not prove: that ElastiCache takes the token.

const REGION = 'eu-west-3';
const COUNT = 2_400;
/** Four seconds at the pace of the copies: longer than any connection lives without signing in again. */
const PACE = 500;
const LIFE_MS = 3_500;
const RENEW = 'renew=1';

const aws = {
  AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

let folder: string;
let source: RunningServer;
let target: RunningServer;
let from: IamFront;
let to: IamFront;

beforeAll(async () => {
  source = await startServer({ server: 'valkey-8.1', tls: true });
  await fillDataset(await source.client(), { seed: 'iam', keys: COUNT, bigKeys: 300_000 });
  from = await front(source, 'reader');
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecm-iam-'));
  target = await startServer({ server: 'valkey-8.1', tls: true });
  to = await front(target, 'writer');
});

afterEach(async () => {
  await to.close();
  await target.stop();
  await rm(folder, { recursive: true, force: true });
});

afterAll(async () => {
  await from.close();
  await source.stop();
});

function front(server: RunningServer, user: string): Promise<IamFront> {
  return startIamFront(server, {
    ...KEYS,
    user,
    region: REGION,
    // A token is stamped by the second.
    goodForMs: 3_000,
    lifeMs: LIFE_MS,
    changeMs: 600,
  });
}

const ends = (): string[] => [
  ...['--source', from.url, '--source-cacert', source.certificatePaths?.ca ?? ''],
  ...['--target', to.url, '--target-cacert', target.certificatePaths?.ca ?? ''],
];
const byIam = (...more: string[]): string[] => {
  const words = ['lab-cache', `region=${REGION}`, ...more].join(',');
  return ['--source-iam', words, '--target-iam', words];
};
const env = (): Record<string, string> => ({ ...aws, XDG_STATE_HOME: folder });

async function expectEqual(): Promise<void> {
  const read = async (server: RunningServer): Promise<Awaited<ReturnType<typeof readDataset>>> =>
    readDataset(await server.client({ password: ADMIN_PASSWORD }));
  expect(compareDatasets(await read(source), await read(target))).toEqual([]);
}

/** Nothing that was kept holds a token or what it was signed with. */
async function expectNoToken(...texts: string[]): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const kept = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8')),
  );
  expect(kept.length).toBeGreaterThan(0);
  for (const text of [...texts, ...kept]) {
    expect(text).not.toMatch(/X-Amz|Signature/i);
    expect(text).not.toContain(KEYS.secretAccessKey);
  }
}

it('signs in again while a copy goes on, and loses nothing, also of what a cut interrupts', async () => {
  const begun = { from: from.again(), to: to.again(), ended: from.ended() };
  const report = join(folder, 'report.json');
  const options = [
    '--rate-keys',
    String(PACE),
    '--big-key-bytes',
    '100k',
    '--verify',
    'full',
    '--report',
    report,
  ];
  const { done } = await startCli(['copy', ...ends(), ...byIam(RENEW), ...options, '--json'], { env: env() });
  await sleep(2_500);
  to.cut();
  const run = expectExit(await done, 0);
  expect(documentOf(run)).toMatchObject({ status: 'done', verify: { status: 'done' } });
  expect(run.seconds).toBeGreaterThan(LIFE_MS / 1000);
  await expectEqual();
  await expectNoToken(run.stdout, run.stderr);
  expect(from.again() - begun.from).toBeGreaterThan(5);
  expect(to.again() - begun.to).toBeGreaterThan(5);
  expect([from.ended() - begun.ended, to.ended(), from.refusals(), to.refusals()]).toEqual([0, 0, [], []]);
  expect(to.changes()).toBeGreaterThan(5);
});

it('does so in the thread of the extension, which asks for its tokens and holds no credentials', async () => {
  const begun = { from: from.again(), ended: from.ended() };
  const worker = join(folder, 'copyWorker.cjs');
  const entryPoints = [fileURLToPath(new URL('../src/copyWorker.ts', import.meta.url))];
  await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'cjs' });
  expect(await readFile(worker, 'utf8')).not.toMatch(/fromNodeProviderChain|AWS4-HMAC/);
  const end = (server: RunningServer, { port }: IamFront, username: string): Dial => ({
    label: username,
    address: { host: server.host, port, tls: true, username },
    trust: { authority: server.certificates?.ca ?? '' },
    iam: { cache: 'lab-cache', region: REGION, renewSeconds: 1 },
  });
  const asked: string[] = [];
  const carryOut = copyThread(worker, join(folder, 'runs'), async (login, signal) => {
    asked.push(login.kind === 'iam' ? login.user : login.kind);
    return signIn(login, signal);
  });
  const order = {
    plan: { onConflict: 'replace', keysPerSecond: PACE },
    source: end(source, from, 'reader'),
    target: end(target, to, 'writer'),
    verify: { mode: { kind: 'full' }, repair: false },
    keep: { run: 'iam', startedAt: Date.now(), endpoints: {}, resumes: false },
  } as const;
  const before = Object.keys(aws).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, aws);
  let result: CopyResult | undefined;
  try {
    for await (const event of carryOut(order, new AbortController().signal, new Signal<boolean>())) {
      if (event.kind === 'finished') ({ result } = event);
    }
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
  expect(result).toMatchObject({ status: 'done', verify: { status: 'done' } });
  await expectEqual();
  await expectNoToken(JSON.stringify(result));
  expect(new Set(asked)).toEqual(new Set(['reader', 'writer']));
  expect(from.again() - begun.from).toBeGreaterThan(5);
  expect([from.ended() - begun.ended, to.ended(), to.refusals()]).toEqual([0, 0, []]);
});

it('says what a cache may have against a token, and what is missing to make one', async () => {
  const check = async (words: readonly string[], env: Record<string, string>): Promise<string> =>
    toldBy(expectExit(await runCli(['check', ...ends().slice(0, 4), ...words], { env }), 3));
  const refused = from.refusals().length;
  const words = byIam().slice(0, 2);
  expect(await check(words, { ...aws, AWS_SECRET_ACCESS_KEY: 'another' })).toMatch(
    /^Could not connect to the source \(rediss:[^)]*\): the cache refused the IAM token of this user\. .*elasticache:Connect/,
  );
  expect(await check(['--source-iam', 'other,region=eu-west-3'], aws)).toMatch(/refused the IAM token/);
  expect(await check(['--source-iam', 'lab-cache,serverless,region=us-east-1'], aws)).toMatch(/IAM token/);
  expect(from.refusals().slice(refused)).toEqual([
    'its signature is wrong',
    'it is for another cache',
    'its scope is wrong',
  ]);
  const nobody = { ...aws, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
  expect(await check(words, nobody)).toMatch(
    /^Could not make a token to sign in to lab-cache: there are no AWS credentials/,
  );
});
