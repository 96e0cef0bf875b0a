import { writeFile } from 'node:fs/promises';
import { CreateReplicationGroupCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/aws/catalogue';
import { Credentials } from '../../src/aws/credentials';
import { openAws } from '../../src/aws/openAws';
import type { AskMfaCode } from '../../src/aws/credentials';
import type { CatalogPage } from '../../src/core/catalog';
import type { AwsScope } from '../../src/core/model/awsScope';
import { awsEnvironment } from '../lab/aws/awsEnvironment';
import { ensureModel } from '../lab/aws/ensureModel';
import { FakeElastiCache } from '../lab/aws/fakeElastiCache';
import { startMoto, type RunningMoto } from '../lab/aws/startMoto';

// Proves: which credentials and which endpoint a profile leads to, with roles and MFA against moto's STS. Does not prove
// signing in to SSO, which needs a browser: only what is said when that is due.

let fake: FakeElastiCache;
let moto: RunningMoto;
let restore: (() => Promise<void>) | undefined;

beforeAll(async () => {
  [moto, fake] = await Promise.all([
    startMoto(),
    ensureModel('newest').then((model) => FakeElastiCache.start(model)),
  ]);
});

afterEach(async () => {
  await restore?.();
  restore = undefined;
  fake.reset();
  await moto.reset();
});

afterAll(async () => {
  await fake.stop();
  await moto.stop();
});

const signal = new AbortController().signal;
const KEYS = 'aws_access_key_id = AKIDFAKE\naws_secret_access_key = fake-secret\n';

async function pagesOf(askMfaCode: AskMfaCode | undefined, ...scopes: AwsScope[]): Promise<CatalogPage[]> {
  const catalog = openCatalogue({ timeout: 2000, credentials: new Credentials(askMfaCode) });
  const pages: CatalogPage[] = [];
  try {
    for await (const page of catalog.caches(scopes, signal)) pages.push(page);
  } finally {
    catalog.forget();
  }
  return pages;
}

/** A group in moto that any account finds in its region. */
async function groupInMoto(id: string): Promise<void> {
  const client = new ElastiCacheClient({
    endpoint: moto.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake-secret' },
  });
  await client.send(
    new CreateReplicationGroupCommand({ ReplicationGroupId: id, ReplicationGroupDescription: id }),
  );
  client.destroy();
}

describe('endpoint', () => {
  it('is the one that the picked profile sets, and that one is called', async () => {
    restore = await awsEnvironment(
      { AWS_PROFILE: 'other' },
      {
        config: `[profile local]\nregion = eu-west-1\nservices = ls\n[services ls]\nelasticache =\n  endpoint_url = ${fake.url}\n[profile other]\n`,
        credentials: `[local]\n${KEYS}`,
      },
    );
    const scope = { profile: 'local', region: 'eu-west-1' };
    const catalog = openCatalogue();
    expect(await catalog.endpoint(scope)).toEqual({
      url: fake.url,
      setBy: 'endpoint_url of elasticache for the profile local',
    });
    fake.region('eu-west-1').groups.push({ ReplicationGroupId: 'orders' });
    const pages = await pagesOf(undefined, scope);
    expect(pages[0]).toMatchObject({ kind: 'replication groups', groups: [{ id: 'orders' }] });
    expect(fake.calls[0]).toEqual({
      action: 'DescribeReplicationGroups',
      region: 'eu-west-1',
      input: { MaxRecords: 100 },
    });
  });

  it('is that of AWS where nothing else is set, as the profile wants it', async () => {
    restore = await awsEnvironment(
      {},
      {
        config:
          '[profile plain]\n[profile fips]\nuse_fips_endpoint = true\n[profile dual]\nuse_dualstack_endpoint = true\n',
      },
    );
    const catalog = openCatalogue();
    const url = async (profile: string | null, region: string): Promise<string> =>
      (await catalog.endpoint({ profile, region })).url;
    expect(await url('plain', 'eu-west-3')).toBe('https://elasticache.eu-west-3.amazonaws.com/');
    expect(await url(null, 'cn-north-1')).toBe('https://elasticache.cn-north-1.amazonaws.com.cn/');
    expect(await url('fips', 'us-east-1')).toBe('https://elasticache-fips.us-east-1.amazonaws.com/');
    expect(await url('dual', 'us-east-1')).toBe('https://elasticache.us-east-1.api.aws/');
    expect((await catalog.endpoint({ profile: 'plain', region: 'eu-west-3' })).setBy).toBeNull();
    catalog.forget();
  });
});

describe('profiles', () => {
  it('are those of both files, with how each signs in', async () => {
    restore = await awsEnvironment(
      { AWS_PROFILE: 'prod', AWS_DEFAULT_REGION: 'eu-north-1' },
      {
        config:
          '[default]\nregion = eu-west-1\n[profile work]\nsso_session = corp\nsso_account_id = 1\n[sso-session corp]\nsso_region = eu-west-1\n' +
          '[profile prod]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = keys\nmfa_serial = arn:aws:iam::1:mfa/me\n[services ls]\nx = y\n' +
          '[profile tool]\ncredential_process = /bin/true\n',
        credentials: `[keys]\n${KEYS}`,
      },
    );
    const catalog = openCatalogue();
    expect(await catalog.profiles()).toEqual([
      { name: 'default', region: 'eu-west-1', signIn: 'other', mfa: false },
      { name: 'keys', region: null, signIn: 'keys', mfa: false },
      { name: 'prod', region: null, signIn: 'role', mfa: true },
      { name: 'tool', region: null, signIn: 'process', mfa: false },
      { name: 'work', region: null, signIn: 'sso', mfa: false },
    ]);
    expect(await catalog.home()).toEqual({ profile: 'prod', region: 'eu-north-1' });
    delete process.env['AWS_DEFAULT_REGION'];
    delete process.env['AWS_PROFILE'];
    expect(await catalog.home()).toEqual({ profile: null, region: 'eu-west-1' });
    await writeFile(process.env['AWS_CONFIG_FILE'] ?? '', '[profile later]\nregion = eu-west-1\n');
    expect((await catalog.profiles()).map(({ name }) => name)).toEqual(['keys', 'later']);
  });
});

describe('credentials', () => {
  it('of a profile win over those of the environment', async () => {
    restore = await awsEnvironment(
      { AWS_ENDPOINT_URL: fake.url, AWS_ACCESS_KEY_ID: 'AKIDOTHER', AWS_SECRET_ACCESS_KEY: 'other' },
      { credentials: `[mine]\n${KEYS}` },
    );
    const region = 'eu-west-1';
    expect((await pagesOf(undefined, { profile: 'mine', region }))[0]).toMatchObject({
      kind: 'replication groups',
    });
    expect((await pagesOf(undefined, { profile: null, region }))[0]).toMatchObject({
      kind: 'failed',
      failure: { code: 'aws.credentials' },
    });
  });

  it('come from a process', async () => {
    const answer = JSON.stringify({ Version: 1, AccessKeyId: 'AKIDFAKE', SecretAccessKey: 'fake-secret' });
    restore = await awsEnvironment(
      { AWS_ENDPOINT_URL: fake.url },
      {
        config: `[profile tool]\ncredential_process = echo '${answer}'\n[profile broken]\ncredential_process = false\n`,
      },
    );
    const region = 'eu-west-1';
    expect((await pagesOf(undefined, { profile: 'tool', region }))[0]).toMatchObject({
      kind: 'replication groups',
    });
    expect((await pagesOf(undefined, { profile: 'broken', region }))[0]).toMatchObject({
      kind: 'failed',
      failure: { code: 'aws.credentials' },
    });
  });

  it('of SSO that have run out name the command to sign in with', async () => {
    restore = await awsEnvironment(
      { AWS_ENDPOINT_URL: fake.url },
      {
        config:
          '[profile work]\nsso_session = never-begun-here\nsso_account_id = 123456789012\nsso_role_name = reader\n' +
          '[sso-session never-begun-here]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.example/start\n',
      },
    );
    const [page] = await pagesOf(undefined, { profile: 'work', region: 'eu-west-1' });
    expect(page).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'aws.signIn',
        next: expect.stringContaining('"aws sso login --profile work"') as string,
      },
    });
    expect(fake.calls).toEqual([]);
  });

  it('of a role are taken on with the code of an MFA device, asked for once for all regions', async () => {
    restore = await awsEnvironment(
      {},
      {
        config:
          `[profile prod]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = keys\nmfa_serial = arn:aws:iam::123456789012:mfa/me\nendpoint_url = ${moto.url}\n` +
          `[profile plain]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = keys\nendpoint_url = ${moto.url}\n`,
        credentials: `[keys]\n${KEYS}`,
      },
    );
    await groupInMoto('orders');
    const regions = ['eu-west-1', 'us-east-1', 'ap-northeast-2'];
    const asked: string[] = [];
    const askMfaCode = (device: string): Promise<string> => {
      asked.push(device);
      return Promise.resolve('123456');
    };
    const scopes = regions.map((region) => ({ profile: 'prod', region }));
    const pages = await pagesOf(askMfaCode, ...scopes);
    expect(pages.filter(({ kind }) => kind === 'replication groups')).toHaveLength(3);
    expect(pages).toContainEqual(
      expect.objectContaining({ groups: [expect.objectContaining({ id: 'orders' })] }),
    );
    expect(asked).toEqual(['arn:aws:iam::123456789012:mfa/me']);
    // Who signed in for the catalogue is signed in for connections too.
    const aws = openAws(askMfaCode);
    let groups = 0;
    for await (const page of aws.catalog.caches(scopes, signal))
      groups += page.kind === 'replication groups' ? 1 : 0;
    expect(groups).toBe(3);
    const [home = ''] = regions;
    const choice = { cache: 'orders', region: home, profile: 'prod' };
    const { password: token } = await aws.signIn({ kind: 'iam', choice, user: 'me' }, signal);
    expect(token).toContain('X-Amz-Security-Token=');
    expect(asked).toHaveLength(2);
    aws.catalog.forget();
    const [unasked] = await pagesOf(undefined, { profile: 'prod', region: 'eu-west-1' });
    expect(unasked).toMatchObject({ kind: 'failed', failure: { code: 'aws.mfa' } });
    expect((await pagesOf(undefined, { profile: 'plain', region: 'eu-west-1' }))[0]).toMatchObject({
      groups: [{ id: 'orders' }],
    });
  });

  it('of a profile that there is not are told as missing', async () => {
    restore = await awsEnvironment({ AWS_ENDPOINT_URL: fake.url });
    expect((await pagesOf(undefined, { profile: 'nobody', region: 'eu-west-1' }))[0]).toMatchObject({
      kind: 'failed',
      failure: { code: 'aws.credentials', why: expect.stringContaining('nobody') as string },
    });
  });

  it('of a file are read anew after AWS refused them', async () => {
    restore = await awsEnvironment(
      { AWS_ENDPOINT_URL: fake.url },
      { credentials: '[mine]\naws_access_key_id = AKIDOLD\naws_secret_access_key = old\n' },
    );
    const catalog = openCatalogue();
    const first = async (): Promise<CatalogPage | undefined> => {
      for await (const page of catalog.caches([{ profile: 'mine', region: 'eu-west-1' }], signal))
        return page;
      return undefined;
    };
    expect(await first()).toMatchObject({ kind: 'failed', failure: { code: 'aws.credentials' } });
    await writeFile(process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '', `[mine]\n${KEYS}`);
    expect(await first()).toMatchObject({ kind: 'replication groups' });
    catalog.forget();
  });
});
