import { describe, expect, it } from 'vitest';
import type { IamChoice } from '../../src/core/model/endpoint';
import { parseCommandLine } from '../../src/node/commandLine';

const TARGET = 'rediss://app@cache.example';

function iamOf(
  text: string,
  env: Record<string, string> = { AWS_REGION: 'us-east-1' },
  url = TARGET,
): IamChoice | undefined {
  const ends = ['--source', 'redis://a', '--target', url, '--target-iam', text];
  const parsed = parseCommandLine(['copy', ...ends], env);
  if (!('source' in parsed)) throw new Error('no copy');
  expect(parsed.source.iam).toBeUndefined();
  return parsed.target?.iam;
}

describe('signing in by IAM', () => {
  it('takes the cache, and of the region what it says or the environment', () => {
    expect(iamOf('Orders')).toEqual({ cache: 'orders', region: 'us-east-1' });
    expect(iamOf('orders', { AWS_DEFAULT_REGION: 'eu-west-1' })).toMatchObject({ region: 'eu-west-1' });
    expect(iamOf('orders-2,renew=43200,serverless,profile=Prod Team,region=us-gov-west-1')).toEqual({
      cache: 'orders-2',
      serverless: true,
      region: 'us-gov-west-1',
      profile: 'Prod Team',
      renewSeconds: 43_200,
    });
  });

  it.each([
    ['orders', {}, TARGET, /names no region/],
    ['orders,region=europe', {}, TARGET, /^the region of --target-iam is none/],
    ['1orders', undefined, TARGET, /does not begin with the id/],
    ['orders,serverless=yes', undefined, TARGET, /is not CACHE\[,region=REGION\]/],
    ['orders,colour=red', undefined, TARGET, /is not CACHE\[,region=REGION\]/],
    ['orders,renew=0', undefined, TARGET, /renew is not a whole number from 1 to 43200/],
    ['orders,renew=43201', undefined, TARGET, /renew is not a whole number from 1 to 43200/],
    ['orders,serverless,serverless', undefined, TARGET, /says serverless twice/],
    ['orders', undefined, 'redis://app@cache.example', /needs TLS and a user/],
    ['orders', undefined, 'rediss://cache.example', /needs TLS and a user/],
    ['orders', undefined, 'rediss+sentinel://app@cache.example', /needs TLS and a user/],
    ['orders', undefined, 'rediss://app:word@cache.example', /signs in without a password/],
    [
      'orders',
      { AWS_REGION: 'us-east-1', ECM_TARGET_PASSWORD: 'word' },
      TARGET,
      /signs in without a password/,
    ],
  ])('refuses %s with %j for %s', (text, env, url, why) => {
    expect(() => iamOf(text, env, url)).toThrow(
      expect.objectContaining({ code: 'usage', why: expect.stringMatching(why) as string }),
    );
  });
});
