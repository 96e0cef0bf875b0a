import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/core/model/failure';
import { creationCommand } from '../../../src/core/plan/creationCommand';
import { readPlannedCache } from '../../../src/core/plan/readPlannedCache';
import { plannedEnd } from '../../../src/core/rules/plannedEnd';
import { judgePair } from '../judgePair';
import { profileOf } from '../profileOf';
import { FACTS } from '../rules/evidenceOf';

function whyNot(text: string): string {
  try {
    readPlannedCache(text);
  } catch (error) {
    if (isFailure(error) && error.code === 'usage') return error.why;
    throw error;
  }
  throw new Error(`${text} was taken`);
}

describe('what is planned of a cache', () => {
  it('leaves open what is not said', () => {
    expect(readPlannedCache('valkey-8.2')).toEqual({
      kind: 'elasticache',
      product: 'valkey',
      version: '8.2',
      shards: null,
      nodeType: null,
      region: null,
      databases: null,
      inTransitEncryption: null,
      atRestEncryption: null,
      authenticates: null,
      multiAz: null,
      sameNetwork: null,
    });
  });

  it('reads every choice, and what is always so of a serverless cache', () => {
    const all =
      'Redis-5.0, cluster=3,node=cache.r6gd.xlarge,region=eu-west-1,no-tls,no-auth,multi-az,no-at-rest,same-vpc';
    expect(readPlannedCache(all)).toMatchObject({
      product: 'redis',
      version: '5.0.6',
      shards: 3,
      nodeType: 'cache.r6gd.xlarge',
      region: 'eu-west-1',
      inTransitEncryption: false,
      atRestEncryption: false,
      authenticates: false,
      multiAz: true,
      sameNetwork: true,
    });
    expect(readPlannedCache('valkey-9.0,cluster=2,databases=4')).toMatchObject({ shards: 2, databases: 4 });
    expect(readPlannedCache('valkey-7.2.6,serverless,auth')).toMatchObject({
      kind: 'serverless',
      version: '7.2.6',
      inTransitEncryption: true,
      authenticates: true,
    });
  });

  it('a password or a user needs in-transit encryption, which is then meant; serverless caches have it', () => {
    expect(readPlannedCache('valkey-8.2,auth').inTransitEncryption).toBe(true);
    expect(readPlannedCache('valkey-8.2,no-auth,no-tls').inTransitEncryption).toBe(false);
    expect(readPlannedCache('valkey-8.2,serverless,no-auth').authenticates).toBe(false);
  });

  it.each([
    ['', /does not begin with an engine/],
    ['valkey', /does not begin with an engine/],
    ['memcached-1.6', /does not begin with an engine/],
    ['valkey-99', /of valkey it has 7\.2, 8\.0, 8\.1, 8\.2, 9\.0, 9\.1/],
    ['valkey-8', /of valkey it has/],
    ['redis-7.4', /of redis it has .*7\.1 \(/],
    ['redis-6.2,serverless', /ElastiCache serverless has no such version: of redis it has 7\.0, 7\.1/],
    ['valkey-8.2.99', /of valkey it has 7\.2, 8\.0/],
    ['valkey-8.2.1', /no such version/],
    ['redis-7.1.5', /no such version/],
    ['redis-6.0.1', /no such version/],
    ['redis-5.0.5', /no such version/],
    ['valkey-8.2,auth,no-tls', /only with in-transit encryption: auth goes with tls/],
    ['valkey-8.2,tsl', /^"tsl" is not understood \(did you mean tls\?\); beside the engine it takes/],
    ['valkey-8.2,servrless', /^"servrless" is not understood \(did you mean serverless\?\)/],
    ['valkey-8.2,pass word\u001b[31m', /^one of its words is not understood; beside/],
    ['valkey-8.2,', /^an empty word is not understood; beside the engine it takes/],
    ['valkey-8.2,tls,no-tls', /says "tls" twice/],
    ['valkey-8.2,tls=yes-please', /"tls" takes no value/],
    ['valkey-8.2,no-serverless', /"serverless" takes no value/],
    ['valkey-8.2,cluster', /"cluster" lacks its value, as in cluster=3/],
    ['valkey-8.2,cluster=0', /"cluster" is not a number from 1 to 500/],
    ['valkey-8.2,cluster=1e2', /"cluster" is not a number/],
    ['valkey-8.2,cluster=2,databases=2', /one database; several begin with valkey-9\.0/],
    [
      'valkey-8.2,node=cache.r7g.lage',
      /^"cache\.r7g\.lage" is not known here: sizes of r7g are large, xlarge, 2xlarge/,
    ],
    ['valkey-8.2,node=cache.r6gd.large', /sizes of r6gd are xlarge, /],
    ['valkey-8.2,node=cache.x9.large', /known are cache\.TYPE\.SIZE of t4g, m7g, r7g/],
    ['valkey-8.2,region=Ireland', /not a name such as eu-west-1/],
    ['valkey-8.2,serverless,node=cache.r7g.large', /"node" cannot be chosen of a serverless cache/],
    ['valkey-8.2,serverless,no-tls', /"tls" cannot be chosen of a serverless cache/],
  ])('refuses %j', (text, why) => {
    expect(whyNot(text)).toMatch(why);
  });

  it('any text is read, or refused with a reason', () => {
    const word = fc.constantFrom(
      ...[
        'valkey-8.2',
        'redis-7.1',
        'serverless',
        'cluster=3',
        'tls',
        'no-tls',
        'auth',
        'node=cache.t4g.micro',
      ],
      ...['databases=2', 'region=eu-west-1', '__proto__', 'toString', '=', 'no-', 'no-no-tls'],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(word, fc.string({ maxLength: 5 }))).map((words) => words.join(',')),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          const end = plannedEnd(readPlannedCache(given));
          expect(end.place.planned).toBe(true);
        } catch (error) {
          expect(isFailure(error) && error.code === 'usage' && error.why.length > 10).toBe(true);
        }
      }),
    );
  });
});

describe('as the target of a check', () => {
  it('is what its choice implies, and unknown in the rest', () => {
    const { profile, facts, place, name } = plannedEnd(
      readPlannedCache('valkey-8.2,node=cache.r7g.large,tls,auth'),
    );
    expect(profile).toMatchObject({
      product: 'valkey',
      rdbVersion: 11,
      mode: 'standalone',
      databaseLimit: 16,
      keys: 0,
      maxMemory: 13.07 * 2 ** 30,
      maxMemoryPolicy: 'volatile-lru',
    });
    expect(place).toMatchObject({
      kind: 'elasticache',
      planned: true,
      inTransitEncryption: true,
      authenticates: true,
      multiAz: null,
      sameNetwork: null,
      dataTiering: false,
    });
    expect(facts?.settings).toMatchObject({ 'proto-max-bulk-len': '536870912', databases: '16' });
    expect(facts?.commands).toContain('getex');
    expect(facts?.commands).not.toContain('hexpire');
    expect(facts).toMatchObject({ clients: null, memory: null, replication: null });
    expect(name).toMatchObject({ url: 'rediss://NEW_CACHE:6379', host: null });
  });

  it('a serverless cache is a cluster with one database, and has no parameter groups', () => {
    const { profile, facts } = plannedEnd(readPlannedCache('valkey-9.0,serverless'));
    expect(profile).toMatchObject({ mode: 'cluster', databaseLimit: 1, rdbVersion: 80, maxMemory: null });
    expect(facts).toMatchObject({ settings: null, tls: true });
  });
});

it('what is not decided blocks no route that either decision would leave open', () => {
  const RANK = { ready: 0, risky: 1, blocked: 2 } as const;
  const decided = fc.subarray(['tls', 'auth', 'multi-az', 'at-rest', 'same-vpc']);
  const word = fc.constantFrom('tls', 'auth', 'multi-az', 'at-rest', 'same-vpc');
  const form = fc.constantFrom('valkey-8.1', 'valkey-9.0,cluster=2', 'redis-7.1', 'redis-5.0');
  const source = profileOf({ version: '7.0.15', rdbVersion: 10, holds: { 0: 5 } });
  const kinds = { counts: new Map([['string', 5]] as const), keys: 5, complete: true };
  const verdictsOf = (words: readonly string[]): number[] => {
    const target = plannedEnd(readPlannedCache(words.join(',')));
    return judgePair(source, source, kinds, { source: { facts: FACTS }, target }).routes.map(
      ({ verdict }) => RANK[verdict],
    );
  };
  fc.assert(
    fc.property(form, decided, word, (engine, others, open) => {
      const rest = [engine, ...others.filter((one) => one !== open)];
      // AUTH is not to be had without in-transit encryption.
      fc.pre(open !== 'tls' || !others.includes('auth'));
      const [undecided, yes, no] = [rest, [...rest, open], [...rest, `no-${open}`]].map(verdictsOf);
      for (const [route, rank] of (undecided ?? []).entries()) {
        if (rank === RANK.blocked) expect([yes?.[route], no?.[route]]).toEqual([RANK.blocked, RANK.blocked]);
      }
    }),
  );
});

it('says by which command it is created, as far as it is decided', () => {
  const of = (text: string): string => creationCommand(readPlannedCache(text));
  expect(of('valkey-8.2')).toBe(
    'aws elasticache create-replication-group --replication-group-id CACHE_ID --replication-group-description CACHE_ID --engine valkey --engine-version 8.2 --cache-node-type NODE_TYPE --num-cache-clusters 2',
  );
  expect(of('redis-7.1,cluster=3,node=cache.m7g.large,no-tls,multi-az,databases=1,region=eu-west-1')).toMatch(
    /--cache-node-type cache\.m7g\.large --cluster-mode enabled --num-node-groups 3 --replicas-per-node-group 1 --automatic-failover-enabled --multi-az-enabled --no-transit-encryption-enabled --cache-parameter-group-name GROUP --region eu-west-1$/,
  );
  expect(of('valkey-8.1,serverless')).toBe(
    'aws elasticache create-serverless-cache --serverless-cache-name CACHE_ID --engine valkey --major-engine-version 8',
  );
});
