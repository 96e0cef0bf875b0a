import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Deployment } from '../../../src/core/model/deployment';
import type { KeySample } from '../../../src/core/model/keySample';
import type { Profile } from '../../../src/core/model/profile';
import type { ServerFacts } from '../../../src/core/model/serverFacts';
import type { ValueKind } from '../../../src/core/model/valueKind';
import { RULES } from '../../../src/core/rules/registry';
import { findingsOf } from '../../../src/core/rules/rule';
import type { Evidence } from '../../../src/core/rules/rule';
import { SETTINGS } from './evidenceOf';

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const figure = fc.oneof(
  fc.constantFrom(0, 1, 19, 5000),
  fc.nat(),
  fc.double({ min: 0, max: 1e15, noNaN: true }),
);
const flag = fc.boolean();
const index = fc.nat(20);

const database = fc.record({
  index,
  keys: fc.nat(),
  expiring: fc.nat(),
  hashesWithFieldTtl: maybe(fc.nat()),
});
const profile: fc.Arbitrary<Profile> = fc.record({
  runId: fc.constantFrom('', 'a', 'b'),
  product: fc.constantFrom('redis' as const, 'valkey' as const),
  version: fc.constantFrom(
    '2.8.20',
    '4.0.14',
    '6.0.16',
    '7.0.15',
    '7.2.6',
    '8.0.2',
    '8.1.1',
    '8.6.3',
    '9.1.2',
    '',
  ),
  rdbVersion: maybe(fc.constantFrom(6, 9, 10, 11, 12, 13, 80)),
  mode: fc.constantFrom('standalone' as const, 'cluster' as const),
  role: fc.constantFrom('primary' as const, 'replica' as const),
  databases: fc.array(database, { maxLength: 3 }),
  databaseLimit: maybe(fc.nat(20)),
  keys: fc.nat(),
  usedMemory: figure,
  maxMemory: figure,
  evictedKeys: fc.nat(),
  maxMemoryPolicy: maybe(fc.constantFrom('noeviction', 'volatile-lru', 'allkeys-lru')),
  modules: fc.subarray(['vectorset', 'lua', 'ReJSON']),
  functionLibraries: fc.nat(2),
  clockOffset: fc.integer(),
  clockError: maybe(fc.nat()),
});
const setting = fc.oneof(
  fc.constantFrom('', 'yes', 'no', '0', '-1', '127.0.0.1', '* -::*', 'AKE'),
  fc.string(),
);
const facts: fc.Arbitrary<ServerFacts> = fc.record({
  settings: maybe(
    fc
      .dictionary(fc.constantFrom(...Object.keys(SETTINGS)), setting)
      .map((changed) => ({ ...SETTINGS, ...changed })),
  ),
  tls: maybe(flag),
  access: fc.record({
    user: maybe(fc.string()),
    open: maybe(flag),
    defaultUserUnlimited: maybe(flag),
    otherUsers: maybe(fc.nat()),
  }),
  commands: maybe(fc.array(fc.constantFrom('get', 'psync', 'hexpire'))),
  calls: maybe(
    fc.dictionary(
      fc.constantFrom('mget', 'exec', 'eval', 'select', 'config|set', 'bgsave', 'hexpire'),
      fc.nat(),
    ),
  ),
  replication: maybe(
    fc.record({
      replicas: fc.nat(3),
      lagSeconds: maybe(fc.nat()),
      linkUp: maybe(flag),
      backlogBytes: figure,
      writeBytesPerSecond: maybe(figure),
    }),
  ),
  persistence: maybe(
    fc.record({
      secondsSinceSave: maybe(fc.nat()),
      changesSinceSave: fc.nat(),
      lastSaveOk: flag,
      appendOnly: flag,
    }),
  ),
  memory: maybe(
    fc.record({
      used: figure,
      peak: figure,
      resident: figure,
      dataset: maybe(figure),
      system: maybe(figure),
      fragmentation: maybe(figure),
    }),
  ),
  clients: maybe(
    fc.record({
      connected: fc.nat(),
      limit: maybe(fc.nat()),
      blocked: fc.nat(),
      subscribers: maybe(fc.nat()),
      resp3: maybe(fc.nat()),
      tracking: maybe(fc.nat()),
      libraries: maybe(fc.array(fc.string())),
    }),
  ),
  modules: maybe(fc.constant([])),
  libraries: maybe(fc.constant([])),
  cachedScripts: maybe(fc.nat()),
  slowCommands: maybe(fc.nat()),
  latencyEvents: maybe(fc.array(fc.string())),
  cluster: maybe(
    fc.record({
      shards: fc.nat(9),
      slotsServed: fc.nat(16_384),
      replicasPerShard: maybe(fc.nat(3)),
      ok: flag,
    }),
  ),
});
const place: fc.Arbitrary<Deployment> = fc.record({
  kind: fc.constantFrom('self-managed' as const, 'elasticache' as const, 'serverless' as const),
  planned: flag,
  region: maybe(fc.constantFrom('eu-west-1', 'us-east-1')),
  nodeType: maybe(fc.constantFrom('cache.r7g.large', 'cache.r6gd.xlarge')),
  multiAz: maybe(flag),
  inTransitEncryption: maybe(flag),
  atRestEncryption: maybe(flag),
  authenticates: maybe(flag),
  dataTiering: maybe(flag),
  globalDatastore: maybe(flag),
  sameNetwork: maybe(flag),
});
const kind = fc.constantFrom<ValueKind>('string', 'hash', 'stream', 'module');
const sample: fc.Arbitrary<KeySample> = fc.record({
  keys: fc.nat(),
  complete: flag,
  endedBy: fc.constant('end' as const),
  kinds: fc.constant([]),
  encodings: fc.constant(null),
  sizes: fc.constant(null),
  sizeClasses: fc.constant(null),
  largest: fc.array(fc.record({ key: fc.constant(''), db: index, kind, bytes: figure }), { maxLength: 3 }),
  expiry: fc.constant({ none: 0, hour: 0, day: 0, month: 0, longer: 0 }),
  prefixes: fc.array(fc.record({ prefix: fc.string(), count: fc.nat(9), tagged: fc.nat(9) }), {
    maxLength: 3,
  }),
  moduleTypes: fc.constant({}),
  streamsWithGroups: fc.nat(),
});
const evidence: fc.Arbitrary<Evidence> = fc.record({
  source: profile,
  target: profile,
  kinds: fc.record({
    counts: fc
      .dictionary(kind, fc.nat())
      .map((counts) => new Map(Object.entries(counts) as [ValueKind, number][])),
    keys: fc.nat(),
    complete: flag,
  }),
  choice: fc.record({ sourceDatabase: index, targetDatabase: index }, { requiredKeys: [] }),
  facts: fc.record({ source: maybe(facts), target: maybe(facts) }),
  places: fc.record({ source: place, target: place }),
  sample: maybe(sample),
});

it('rules never throw, whatever is not known, and say the same of the same', () => {
  fc.assert(
    fc.property(evidence, (given) => {
      for (const rule of RULES) {
        const findings = findingsOf(rule, given);
        expect(findingsOf(rule, given)).toEqual(findings);
        for (const { message, evidence: seen, fix, blocks = [], risks = [], severity } of findings) {
          expect(`${message} ${seen} ${fix}`).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
          expect(severity === 'error').toBe(blocks.includes('copy'));
          expect(blocks.filter((route) => risks.includes(route))).toEqual([]);
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('nothing that is unknown blocks a route', () => {
  const withoutFacts = evidence.map((given) => ({
    known: given,
    unknown: { ...given, facts: { source: null, target: null }, sample: null },
  }));
  fc.assert(
    fc.property(withoutFacts, ({ known, unknown }) => {
      const blocked = (given: Evidence): Set<string> =>
        new Set(
          RULES.flatMap((rule) => findingsOf(rule, given)).flatMap(({ rule, blocks = [] }) =>
            blocks.map((route) => `${rule} ${route}`),
          ),
        );
      const before = blocked(known);
      // Databases fall back on the profile; what the facts said of them may have differed.
      for (const one of blocked(unknown))
        if (!/^(online\.databases|capacity\.)/.test(one)) expect(before).toContain(one);
    }),
    { numRuns: 60 },
  );
});
