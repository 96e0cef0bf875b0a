import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMoto } from './lab/aws/startMoto';
import type { RunningMoto } from './lab/aws/startMoto';
import { compareDatasets } from './lab/dataset/compareDatasets';
import { fillDataset } from './lab/dataset/fillDataset';
import { readDataset } from './lab/dataset/readDataset';
import type { RunningServer } from './lab/servers/runningServer';
import { startCluster } from './lab/servers/startCluster';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli, toldBy } from './node/runCli';

// Proves: that the password of each connection is read out of a secret as moto keeps it, and that a rotation is followed. Does
// not prove: what KMS and policies of resources refuse; see docs/aws-limits.md.

const REGION = 'eu-west-3';
const COUNT = 2_000;
/** Four seconds of copying. */
const PACE = 500;
const FIRST = 'planted-first-Zx83';
const SECOND = 'planted-second-Zx84';
const RIGHTS = ['on', '~*', '&*', '+@all'];

let moto: RunningMoto;
let secrets: SecretsManagerClient;
let source: RunningServer;
let target: RunningServer;
let folder: string;
let made = 0;

const env = (): Record<string, string> => ({
  AWS_ENDPOINT_URL_SECRETS_MANAGER: moto.url,
  AWS_ACCESS_KEY_ID: 'AKIDLAB',
  AWS_SECRET_ACCESS_KEY: 'lab-secret',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  XDG_STATE_HOME: folder,
});

beforeAll(async () => {
  moto = await startMoto();
  const credentials = { accessKeyId: 'AKIDLAB', secretAccessKey: 'lab-secret' };
  secrets = new SecretsManagerClient({ endpoint: moto.url, region: REGION, credentials });
  source = await startServer({ server: 'valkey-8.1' });
  const client = await source.client();
  await fillDataset(client, { seed: 'secret', keys: COUNT });
  await client.call('ACL', 'SETUSER', 'app', ...RIGHTS, `>${FIRST}`);
});

afterAll(async () => {
  await source.stop();
  secrets.destroy();
  await moto.stop();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecm-secret-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function secret(value: string | Uint8Array): Promise<string> {
  const stored = typeof value === 'string' ? { SecretString: value } : { SecretBinary: value };
  const { ARN = '' } = await secrets.send(
    new CreateSecretCommand({ Name: `shop/orders-${String(made++)}`, ...stored }),
  );
  return ARN;
}

/** Nothing that was kept or said holds a password. */
async function expectNoPassword(...texts: string[]): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const kept = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8')),
  );
  for (const text of [...texts, ...kept]) expect(text).not.toMatch(/planted-/);
}

async function rotated(server: RunningServer, arn: string): Promise<void> {
  const admin = await server.client();
  // The server is first, and who was signed in is not any more: until the secret follows, nobody gets in.
  await admin.call('ACL', 'SETUSER', 'app', 'resetpass', `>${SECOND}`);
  await admin.call('CLIENT', 'KILL', 'USER', 'app');
  await sleep(700);
  const SecretString = JSON.stringify({ username: 'app', password: SECOND });
  await secrets.send(new PutSecretValueCommand({ SecretId: arn, SecretString }));
}

it('goes on when the password is rotated in the middle of a copy, and loses nothing', async () => {
  target = await startServer({ server: 'valkey-8.1' });
  try {
    await (await target.client()).call('ACL', 'SETUSER', 'app', ...RIGHTS, `>${FIRST}`);
    const arn = await secret(JSON.stringify({ username: 'app', password: FIRST }));
    const report = join(folder, 'report.json');
    const ends = ['--source', source.url, '--target', target.url, '--target-secret', arn];
    const options = ['--rate-keys', String(PACE), '--verify', 'full', '--report', report, '--json'];
    const { done } = await startCli(['copy', ...ends, ...options], { env: env() });
    await sleep(2_000);
    await rotated(target, arn);
    const run = expectExit(await done, 0);
    expect(documentOf(run)).toMatchObject({ status: 'done', verify: { status: 'done' } });
    const [ours, theirs] = [await source.client(), await target.client()];
    expect(compareDatasets(await readDataset(ours), await readDataset(theirs))).toEqual([]);
    expect(await theirs.call('ACL', 'WHOAMI')).not.toBe('app');
    await expectNoPassword(run.stdout, run.stderr);
  } finally {
    await target.stop();
  }
});

it('signs in to every node of a cluster', async () => {
  const cluster = await startCluster({ server: 'valkey-8.1', masters: 3, replicas: 0 });
  try {
    for (const node of cluster.nodes) {
      await (await node.client()).call('ACL', 'SETUSER', 'app', ...RIGHTS, `>${FIRST}`);
    }
    const arn = await secret(JSON.stringify({ token: FIRST, username: 'other' }));
    const [node] = cluster.nodes;
    const url = node?.url.replace('redis://', 'redis://app@') ?? '';
    const ends = ['--source', `${source.url}/0`, '--target', url, '--target-secret', `${arn},key=token`];
    const options = ['--verify', 'full', '--json'];
    const run = expectExit(await runCli(['copy', ...ends, ...options], { env: env() }), 0);
    expect(documentOf(run)).toMatchObject({ status: 'done', verify: { status: 'done' } });
  } finally {
    await cluster.stop();
  }
});

describe('is told', () => {
  const check = async (words: string, more: Record<string, string> = {}): Promise<string> => {
    const url = source.url.replace('redis://', 'redis://app@');
    const asked = ['check', '--source', url, '--source-secret', words];
    return toldBy(expectExit(await runCli(asked, { env: { ...env(), ...more } }), 3));
  };

  it('what is wrong with a secret', async () => {
    const arn = await secret('no-password-of-anybody');
    expect(await check(arn)).toMatch(
      /^Could not connect to the source .*: the server refused the password that the secret holds now\. .*rotation/,
    );
    expect(await check(`${arn},key=token`)).toMatch(
      /^Could not read the secret shop\/orders-\d+: it is no JSON/,
    );
    expect(await check(arn.replace(REGION, 'eu-west-1'))).toMatch(
      /: there is no such secret in eu-west-1, the region of its ARN\./,
    );
    expect(await check(await secret(Buffer.from('planted-bytes')))).toMatch(/: it holds bytes and no text/);
    await secrets.send(new DeleteSecretCommand({ SecretId: arn, RecoveryWindowInDays: 7 }));
    expect(await check(arn)).toMatch(/: it is marked for deletion/);
    const nobody = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    expect(await check(arn, nobody)).toMatch(/: there are no AWS credentials/);
  });
});
