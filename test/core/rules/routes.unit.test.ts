import { describe, expect, it } from 'vitest';
import type { RoutePlan } from '../../../src/core/model/plan';
import type { Finding } from '../../../src/core/model/finding';
import type { Route } from '../../../src/core/model/route';
import { planRoutes } from '../../../src/core/plan/planRoutes';
import { RULES } from '../../../src/core/rules/registry';
import { findingsOf } from '../../../src/core/rules/rule';
import type { Evidence } from '../../../src/core/rules/rule';
import { PREREQUISITES } from './cases/online';
import { evidenceOf } from './evidenceOf';

const NAMES = {
  source: 'redis://10.0.0.5:6379',
  target: 'redis://cache:6379',
  sourceHost: '10.0.0.5',
  sourcePort: 6379,
  cacheId: null,
};

function found(evidence: Evidence): Finding[] {
  return RULES.flatMap((rule) => findingsOf(rule, evidence));
}

function routeOf(evidence: Evidence, route: Route): Pick<RoutePlan, 'verdict' | 'reasons'> {
  const { routes } = planRoutes(found(evidence), { keys: 5, bytes: 1e6 }, NAMES);
  const { verdict, reasons } = routes.find((one) => one.route === route) ?? {
    verdict: 'ready',
    reasons: ['none'],
  };
  return { verdict, reasons };
}

describe('Redis 8.0 to Valkey 8.1', () => {
  const evidence = evidenceOf({
    from: {
      version: '8.0.2',
      rdbVersion: 12,
      databases: [{ index: 0, keys: 5, expiring: 0, hashesWithFieldTtl: 2 }],
    },
    kinds: { string: 3, hash: 2 },
  });

  it('by online migration: blocked, with the RDB version as evidence', () => {
    expect(routeOf(evidence, 'online-migration')).toEqual({ verdict: 'blocked', reasons: ['rdb.version'] });
    expect(found(evidence).find(({ rule }) => rule === 'rdb.version')?.evidence).toBe(
      'the source writes RDB version 12, the target 11 and takes none that is foreign or newer',
    );
  });

  it('by a file or a snapshot: blocked too', () => {
    for (const route of ['seed-from-rdb', 'snapshot-copy', 'file-import'] as const)
      expect(routeOf(evidence, route)).toMatchObject({ verdict: 'blocked' });
  });

  it('by copy: ready, naming the hashes that lose field TTLs', () => {
    expect(routeOf(evidence, 'copy')).toEqual({ verdict: 'ready', reasons: [] });
    expect(found(evidence).find(({ rule }) => rule === 'hash.fieldTtl')).toMatchObject({
      severity: 'warning',
      message: 'Up to 2 hashes will lose field TTLs: Valkey 8.1.1 has none',
      loss: { kind: 'hash-field-ttl', count: 2 },
    });
  });
});

describe('Redis 7.0 to Valkey 8.1 by online migration', () => {
  it('is ready when its configuration allows it', () => {
    expect(routeOf(evidenceOf(), 'online-migration')).toEqual({ verdict: 'ready', reasons: [] });
    expect(routeOf(evidenceOf(), 'seed-from-rdb')).toEqual({ verdict: 'ready', reasons: [] });
  });

  it.each(Object.entries(PREREQUISITES))('%s alone turns it to blocked', (rule, { fires }) => {
    for (const evidence of fires) {
      const { verdict, reasons } = routeOf(evidence, 'online-migration');
      expect(verdict).toBe('blocked');
      expect(reasons).toContain(rule);
      expect(routeOf(evidence, 'copy').verdict).toBe('ready');
    }
  });

  it('is risky, not blocked, when nothing is known of the source', () => {
    expect(routeOf(evidenceOf({ source: null }), 'online-migration')).toEqual({
      verdict: 'risky',
      reasons: ['online.unknown'],
    });
  });
});

it('an engine upgrade in place is ready from Redis 7.0 of ElastiCache to Valkey', () => {
  const evidence = evidenceOf({ sourcePlace: { kind: 'elasticache', region: 'eu-west-1' } });
  expect(routeOf(evidence, 'engine-upgrade')).toEqual({ verdict: 'ready', reasons: [] });
  expect(routeOf(evidence, 'snapshot-copy')).toEqual({ verdict: 'ready', reasons: [] });
  expect(routeOf(evidence, 'online-migration')).toEqual({ verdict: 'blocked', reasons: ['online.source'] });
});
