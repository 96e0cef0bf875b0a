import { describe, expect, it } from 'vitest';
import { DIRECTIVES, MEASURED, directiveNamed } from '../../../../src/core/conf/catalogue';
import { familyFor, hasParameter, isAllowed, readinessOf } from '../../../../src/core/conf/elasticache';
import { targetOf } from '../../../../src/core/conf/confTarget';
import type { ConfFinding } from '../../../../src/core/model/confReport';
import { checkConfText } from '../../../../src/core/rules/conf/checkConf';

function findings(text: string, server = 'valkey 8.1', elasticache = true): ConfFinding[] {
  const [product = '', version = ''] = server.split(' ');
  const report = checkConfText(text, 'redis.conf', { target: targetOf(product, version), elasticache });
  return report.findings.filter(({ rule }) => rule.startsWith('elasticache.'));
}

function only(text: string, server?: string): ConfFinding {
  const found = findings(text, server);
  expect(found, text).toHaveLength(1);
  return found[0] as ConfFinding;
}

describe('families', () => {
  it.each([
    ['valkey', '8.1', 'valkey8', true],
    ['valkey', '7.2.7', 'valkey7', true],
    ['redis', '7.0.15', 'redis7', true],
    ['redis', '7.2', 'redis7', false],
    ['redis', '8.0', 'valkey9', false],
    ['redis', '6.2', 'redis6.x', true],
    ['redis', '5.0.14', 'redis5.0', true],
  ] as const)('of %s %s is %s', (product, version, family, exact) => {
    expect(familyFor({ product, version })).toEqual({ family, exact });
  });
});

describe('what becomes of a directive in ElastiCache', () => {
  it('is known of each, in every family', () => {
    for (const { name } of DIRECTIVES) {
      for (const product of ['redis', 'valkey'] as const) {
        for (const version of MEASURED[product]) {
          const readiness = readinessOf(name, familyFor({ product, version }).family);
          expect(readiness, name).not.toBeNull();
          if (readiness?.verdict === 'settable') expect(readiness.parameter, name).toBeDefined();
        }
      }
    }
  });

  it('is found by its old names, too', () => {
    expect(readinessOf('hash-max-ziplist-entries', 'valkey8')).toMatchObject({
      parameter: 'hash-max-listpack-entries',
    });
    expect(readinessOf('hash-max-listpack-entries', 'redis6.x')).toMatchObject({
      parameter: 'hash-max-ziplist-entries',
    });
    const timeout = readinessOf('timeout', 'valkey8');
    expect(timeout === null ? false : hasParameter(timeout, 'valkey8')).toBe(true);
    expect(directiveNamed('nothing')).toBeNull();
    expect(readinessOf('nothing', 'valkey8')).toBeNull();
  });

  it('is bounded', () => {
    const target = { product: 'valkey', version: '8.1' } as const;
    const may = (name: string, value: string): boolean => {
      const readiness = readinessOf(name, 'valkey8');
      return readiness !== null && isAllowed(readiness, value, target);
    };
    expect([may('timeout', '0'), may('timeout', '19'), may('timeout', '20')]).toEqual([true, false, true]);
    expect([may('activedefrag', 'YES'), may('activedefrag', 'maybe')]).toEqual([true, false]);
    expect([may('proto-max-bulk-len', '512mb'), may('proto-max-bulk-len', '1gb')]).toEqual([true, false]);
    expect([may('notify-keyspace-events', 'KEA'), may('notify-keyspace-events', 'Kn')]).toEqual([
      true,
      false,
    ]);
    expect([may('maxmemory-samples', '0'), may('maxmemory-samples', '10')]).toEqual([false, true]);
  });
});

describe('--for elasticache', () => {
  it('is silent unless it is asked for, and on defaults', () => {
    expect(findings('timeout 300', 'valkey 8.1', false)).toEqual([]);
    // The engine's default, and not that of ElastiCache.
    expect(only('maxmemory-policy noeviction').fix).toContain('Its default there is volatile-lru.');
    expect(findings('timeout 0\nproto-max-bulk-len 512mb\nappendonly no')).toEqual([]);
  });

  it('tells the parameter, and what it does not take', () => {
    expect(only('timeout 300')).toMatchObject({
      severity: 'info',
      message: 'timeout is set by the parameter timeout of a group of the family valkey8',
      evidence: 'timeout 300 (documented)',
    });
    expect(only('timeout 10')).toMatchObject({
      severity: 'warning',
      fix: 'Choose one of what it takes: 0,20-. In serverless caches: 0.',
    });
    expect(only('client-output-buffer-limit pubsub 1mb 1mb 1').message).toContain(
      'client-output-buffer-limit',
    );
    expect(only('client-output-buffer-limit replica 1mb 1mb 1').message).toContain('up to ElastiCache');
    expect(only('lazyfree-lazy-expire no').message).toContain(
      'family valkey8 do not have lazyfree-lazy-expire',
    );
  });

  it('tells what is chosen at creation, what the service decides, and what there is not', () => {
    expect(only('requirepass x')).toMatchObject({
      severity: 'info',
      evidence: 'requirepass (not shown) (documented)',
    });
    expect(only('requirepass x').fix).toContain('API: AuthToken.');
    expect(only('io-threads 4')).toMatchObject({
      severity: 'info',
      message: 'io-threads is up to ElastiCache',
    });
    expect(only('aof-load-truncated no')).toMatchObject({
      severity: 'warning',
      message: 'ElastiCache has nothing for aof-load-truncated',
    });
  });

  it('speaks of the line that counts, never calls anything an error, and names versions that it does not run', () => {
    expect(findings('timeout 10\ntimeout 300')).toMatchObject([{ line: 2, severity: 'info' }]);
    expect(only('timeout 0', 'redis 8.0')).toMatchObject({
      rule: 'elasticache.engine',
      line: 1,
      severity: 'warning',
    });
    const all = DIRECTIVES.map(({ name }) => `${name} 1`).join('\n');
    expect(findings(all).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findings(all).length).toBeGreaterThan(50);
  });
});
