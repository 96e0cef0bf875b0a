import { describe, expect, it } from 'vitest';
import { checkView } from '../../src/app/panel/checkView';
import type { Profile } from '../../src/core/model/profile';
import type { ValueKind } from '../../src/core/model/valueKind';
import { judgePair } from '../core/judgePair';

const redis8: Profile = {
  runId: 'a',
  product: 'redis',
  version: '8.0.2',
  rdbVersion: 12,
  mode: 'standalone',
  role: 'primary',
  databases: [{ index: 0, keys: 4, expiring: 1, hashesWithFieldTtl: 1 }],
  databaseLimit: 16,
  keys: 4,
  evictedKeys: 0,
  usedMemory: 3_100_000_000,
  maxMemory: 0,
  maxMemoryPolicy: 'noeviction',
  modules: [],
  functionLibraries: 0,
  clockOffset: 0,
  clockError: 0,
};
const valkey8: Profile = {
  ...redis8,
  runId: 'b',
  product: 'valkey',
  version: '8.1.4',
  rdbVersion: 11,
  databases: [],
  keys: 0,
  maxMemory: 8_000_000_000,
  maxMemoryPolicy: null,
};
const kinds = {
  counts: new Map<ValueKind, number>([
    ['string', 3],
    ['hash', 1],
  ]),
  keys: 4,
  complete: true,
};
const source = { id: 's', name: 'orders', address: { host: 'old', port: 6379, tls: false } };
const target = {
  id: 't',
  name: 'orders-valkey',
  address: { host: 'new', port: 6379, tls: true, username: 'app' },
};

describe('checkView', () => {
  it('names what gets lost, and that RESTORE would be refused', () => {
    const view = checkView(judgePair(redis8, valkey8, kinds), { source, target }, 5);
    expect(view.verdict).toBe('warned');
    expect(view.checkedAt).toBe(5);
    expect(view.restore).toContain('would be refused for every key');
    expect(view.losses).toEqual([expect.stringMatching(/1 hash will lose field TTLs.*\.$/)]);
    expect(view.routes.find(({ route }) => route === 'copy')?.losses).toEqual(view.losses);
  });

  it('sets the two ends side by side, and says what a server does not tell', () => {
    const { facts } = checkView(judgePair(redis8, valkey8, kinds), { source, target }, 0);
    const row = (label: string): unknown => facts.find((fact) => fact.label === label);
    expect(row('Address')).toEqual({
      label: 'Address',
      source: 'redis://old:6379',
      target: 'rediss://app@new:6379',
    });
    expect(row('Memory')).toMatchObject({ source: '3.1 GB, no limit', target: '3.1 GB of 8 GB' });
    expect(row('When full')).toMatchObject({ source: 'noeviction', target: 'not told by the server' });
    expect(row('RDB version')).toMatchObject({ source: '12', target: '11' });
  });

  it('shows every route in words, and which one to take', () => {
    const report = judgePair(redis8, valkey8, kinds);
    const { routes, because } = checkView(report, { source, target }, 0);
    expect(routes.map(({ route }) => route)).toEqual(report.routes.map(({ route }) => route));
    expect(routes.filter(({ recommended }) => recommended).map(({ route }) => route)).toEqual([
      report.recommended,
    ]);
    expect(because).toBe(report.because);
    expect(routes.find(({ route }) => route === 'engine-upgrade')).toMatchObject({
      name: 'Engine upgrade in place',
      downtime: 'up to 60 s',
    });
  });

  it('judges nothing without a target', () => {
    const view = checkView(
      judgePair(redis8, null, { ...kinds, complete: false }),
      { source, target: null },
      0,
    );
    expect(view).toMatchObject({
      verdict: 'unjudged',
      restore: null,
      losses: null,
      findings: [],
      routes: [],
      because: null,
    });
    expect(view.facts.every((fact) => fact.target === null)).toBe(true);
  });

  it('tells blocked from ready', () => {
    const plain = { ...redis8, databases: [], keys: 0 };
    const twin = { ...plain, runId: 'c' };
    const verdict = (to: Profile): string =>
      checkView(judgePair(plain, to, kinds), { source, target }, 0).verdict;
    expect(verdict(twin)).toBe('ready');
    expect(verdict({ ...twin, role: 'replica' })).toBe('blocked');
    expect(verdict(plain)).toBe('warned');
  });
});
