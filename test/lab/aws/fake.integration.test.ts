import {
  DescribeCacheParametersCommand,
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeRequest } from './decodeRequest';
import { encodeReply } from './encodeReply';
import { ensureModel } from './ensureModel';
import { FakeElastiCache } from './fakeElastiCache';
import type { ServiceModel } from './serviceModel';

let model: ServiceModel;
let fake: FakeElastiCache;

beforeAll(async () => {
  model = await ensureModel('newest');
  fake = await FakeElastiCache.start(model);
});

beforeEach(() => {
  fake.reset();
});

afterAll(() => fake.stop());

function clientOf(secret = 'fake-secret', accessKeyId = 'AKIDFAKE'): ElastiCacheClient {
  return new ElastiCacheClient({
    endpoint: fake.url,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey: secret },
    maxAttempts: 1,
  });
}

const query = (text: string): URLSearchParams => new URLSearchParams(`Version=2015-02-02&${text}`);

describe('what the model does not know', () => {
  it('is refused in a request', () => {
    expect(() => decodeRequest(model, query('Action=DescribeReplicationGroups&MaxRecord=20'))).toThrow(
      'Unknown parameter: MaxRecord',
    );
    expect(() => decodeRequest(model, query('Action=DescribeCaches'))).toThrow('Could not find operation');
    expect(() =>
      decodeRequest(model, new URLSearchParams('Action=DescribeEvents&Version=2014-01-01')),
    ).toThrow('Could not find version');
    expect(() => decodeRequest(model, query('Action=DescribeReplicationGroups&MaxRecords=many'))).toThrow(
      'not a whole number',
    );
    expect(() => decodeRequest(model, query('Action=DescribeCacheParameters'))).toThrow(
      'CacheParameterGroupName must be provided',
    );
  });

  it('cannot be answered', () => {
    const answer = (group: object): string =>
      encodeReply(model, 'DescribeReplicationGroups', { ReplicationGroups: [group] }, 'id');
    expect(answer({ ReplicationGroupId: 'a&b' })).toContain('a&#38;b');
    expect(() => answer({ EngineVersion: '8.1' })).toThrow('no member');
    expect(() => answer({ ClusterEnabled: 'yes' })).toThrow('is no boolean');
  });
});

describe('the fake', () => {
  it('checks who signed, and answers as AWS names it', async () => {
    const ask = (client: ElastiCacheClient): Promise<unknown> =>
      client.send(new DescribeReplicationGroupsCommand()).then(
        () => 'answered',
        (error: unknown) => (error instanceof Error ? error.name : error),
      );
    expect(await ask(clientOf())).toBe('answered');
    expect(await ask(clientOf('another'))).toBe('SignatureDoesNotMatch');
    expect(await ask(clientOf('fake-secret', 'AKIDOTHER'))).toBe('InvalidClientTokenId');
    fake.trouble({ mood: 'expire', times: 1 });
    expect(await ask(clientOf())).toBe('ExpiredToken');
    fake.trouble({ mood: 'deny', times: 1 });
    expect(await ask(clientOf())).toBe('AccessDenied');
    fake.trouble({ mood: 'throttle', times: 1 });
    expect(await ask(clientOf())).toBe('Throttling');
    fake.trouble({ mood: 'reset', times: 1 });
    expect(await ask(clientOf())).toBe('TimeoutError');
    fake.trouble({ mood: 'unavailable', times: 1 });
    expect(await ask(clientOf())).toBe('Unknown');
    // The client takes a page with status 200 for an answer without groups: see the catalogue.
    fake.trouble({ mood: 'portal', times: 1 });
    expect(await ask(clientOf())).toBe('answered');
    expect(fake.mistakes).toEqual([]);
  });

  it('names a missing thing by the class of the official client', async () => {
    await expect(
      clientOf().send(new DescribeServerlessCachesCommand({ ServerlessCacheName: 'none' })),
    ).rejects.toMatchObject({ name: 'ServerlessCacheNotFoundFault', $metadata: { httpStatusCode: 404 } });
    await expect(
      clientOf().send(new DescribeCacheParametersCommand({ CacheParameterGroupName: 'none' })),
    ).rejects.toMatchObject({ name: 'CacheParameterGroupNotFoundFault', $metadata: { httpStatusCode: 404 } });
  });

  it('takes a marker for its own request only', async () => {
    const { serverless } = fake.region('eu-west-1');
    for (let index = 0; index < 60; index += 1) serverless.push({ ServerlessCacheName: `c${String(index)}` });
    const client = clientOf();
    const first = await client.send(new DescribeServerlessCachesCommand());
    expect(first.ServerlessCaches).toHaveLength(50);
    const rest = await client.send(new DescribeServerlessCachesCommand({ NextToken: first.NextToken }));
    expect(rest.ServerlessCaches?.map((one) => one.ServerlessCacheName)).toEqual(
      serverless.slice(50).map((one) => one.ServerlessCacheName),
    );
    expect(rest.NextToken).toBeUndefined();
    await expect(client.send(new DescribeServerlessCachesCommand({ NextToken: 'x' }))).rejects.toThrow(
      'not valid',
    );
  });

  it('keeps what was made in one region out of the others', async () => {
    fake.region('us-east-1').groups.push({ ReplicationGroupId: 'there' });
    const { ReplicationGroups } = await clientOf().send(new DescribeReplicationGroupsCommand());
    expect(ReplicationGroups).toEqual([]);
  });
});
