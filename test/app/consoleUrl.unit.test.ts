import { expect, it } from 'vitest';
import { consoleUrl } from '../../src/app/desk/consoleUrl';
import type { CacheCluster, ServerlessCache } from '../../src/core/model/cloudCache';

const told = {
  id: 'a b/c',
  arn: null,
  status: 'available',
  engine: 'valkey',
  tls: 'none',
  auth: 'none',
  atRestEncryption: null,
  address: null,
  version: null,
} as const;
const cluster: CacheCluster = {
  ...told,
  kind: 'cluster',
  nodeType: null,
  nodes: 1,
  zone: null,
  parameterGroup: null,
};
const serverless: ServerlessCache = {
  ...told,
  kind: 'serverless',
  description: '',
  readerAddress: null,
  mostBytes: null,
  mostEcpu: null,
  userGroups: [],
};
const at = (region: string, cache: CacheCluster | ServerlessCache): string =>
  consoleUrl({ scope: { profile: null, region }, cache });

it('leads to the page of a cache in the console of its partition, and to nothing that a name could add', () => {
  expect(at('eu-west-3', cluster)).toBe(
    'https://eu-west-3.console.aws.amazon.com/elasticache/home?region=eu-west-3#/valkey/a%20b%2Fc',
  );
  expect(at('eu-west-3', { ...cluster, engine: null })).toContain('#/redis/');
  expect(at('eu-west-3', serverless)).toContain('#/serverless/a%20b%2Fc');
  expect(at('cn-north-1', cluster)).toMatch(/^https:\/\/console\.amazonaws\.cn\//);
  expect(at('us-gov-west-1', cluster)).toMatch(/^https:\/\/console\.amazonaws-us-gov\.com\//);
});
