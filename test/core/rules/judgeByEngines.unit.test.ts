import { expect, it } from 'vitest';
import { SELF_MANAGED } from '../../../src/core/model/deployment';
import type { RdbFacts } from '../../../src/core/model/rdbFacts';
import { offeredVersions } from '../../../src/core/plan/elasticacheEngines';
import { judgeByEngines } from '../../../src/core/rules/judgeByEngines';
import type { CheckReport } from '../../../src/core/model/checkReport';
import { profileOf } from '../profileOf';
import { FILE } from './cases/files';

function judged(file: Partial<RdbFacts>, version: string, rdbVersion: number): CheckReport {
  return judgeByEngines({
    profile: { ...profileOf({ version, rdbVersion, holds: { 0: 5 } }), role: null, maxMemory: null },
    facts: null,
    file: { ...FILE, rdbVersion, writer: { product: 'redis', version }, ...file },
    place: SELF_MANAGED,
    refusals: [],
    name: { url: 'dump.rdb', host: null, port: 6379, cacheId: null },
    kinds: { counts: new Map([['string', 5]]), keys: 5, complete: true },
    sample: null,
  });
}

it('tells of every version that ElastiCache offers, the newest of each engine first', () => {
  const { engines = [], routes, profile } = judged({}, '7.0.15', 10);
  expect(engines).toHaveLength(
    offeredVersions('valkey', 'elasticache').length + offeredVersions('redis', 'elasticache').length,
  );
  expect(engines[0]).toMatchObject({
    product: 'valkey',
    seed: 'ready',
    copy: 'ready',
    reasons: [],
    losses: [],
  });
  expect(routes).toEqual([]);
  expect(profile.target).toBeNull();
});

it('a file is refused by those that do not read its version, the copy is not', () => {
  for (const { product, seed, copy, reasons } of judged({}, '7.4.1', 12).engines ?? []) {
    expect({ product, seed, copy }).toEqual({ product, seed: 'blocked', copy: 'ready' });
    expect(reasons).toContain('rdb.version');
  }
});

it('says of the file itself what is so whatever the target', () => {
  const rules = (file: Partial<RdbFacts>): string[] =>
    judged(file, '7.0.15', 10).findings.map(({ rule }) => rule);
  expect(rules({})).toEqual([]);
  expect(rules({ tailBytes: 1, checked: false, expiredKeys: 2 }).sort()).toEqual([
    'file.expired',
    'file.tail',
    'file.unchecked',
  ]);
});
