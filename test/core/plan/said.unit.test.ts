import { afterEach, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../src/core/model/route';
import { speak } from '../../../src/core/model/t';
import type { Load } from '../../../src/core/plan/estimate';
import { pairDatabases } from '../../../src/core/plan/pairDatabases';
import { planRoutes } from '../../../src/core/plan/planRoutes';
import { readPlannedCache } from '../../../src/core/plan/readPlannedCache';
import { refuseCollisions } from '../../../src/core/plan/refuseCollisions';
import type { Names } from '../../../src/core/plan/routeSteps';
import type { KeySource } from '../../../src/core/ports';
import { FOREIGN, unsaidOf } from '../../l10n/foreign';
import { unsaidOfFailure } from '../../l10n/unsaidOfFailure';
import { profileOf } from '../profileOf';

afterEach(() => {
  speak({});
});

const names: Names = {
  source: 'redis://10.0.0.5:6379',
  target: 'rediss://cache.example:6379',
  sourceHost: '10.0.0.5',
  sourcePort: 6379,
  cacheId: null,
};
const measured = { rate: { least: 1, median: 2, most: 3 }, keys: 4, seconds: 5 };

describe('says everything in the language of the window', () => {
  it.each<[of: string, load: Load, names: Names]>([
    ['little data', { keys: 1, bytes: 1 }, names],
    ['much data', { keys: 1e9, bytes: 1e12, measured, pace: { keysPerSecond: 5 } }, names],
    ['what is not told', { keys: null, bytes: null }, names],
    [
      'a cache that is yet to be created',
      { keys: 1, bytes: 1, creates: true, pace: { keysPerSecond: 5, bytesPerSecond: 5 } },
      { ...names, serverless: true, creation: 'aws elasticache create-serverless-cache' },
    ],
    [
      'a steady rate',
      {
        keys: 1,
        bytes: 1,
        measured: { ...measured, rate: { least: 1, median: 1, most: 1 } },
        pace: { bytesPerSecond: 5 },
      },
      names,
    ],
    ['a file', { keys: 1, bytes: 1 }, { ...names, file: { product: 'redis', version: '7.2.4' } }],
  ])('a plan of %s', (_of, load, called) => {
    speak(FOREIGN);
    // With each route that can be recommended: those before it are blocked, and the rest ready or risky.
    for (const blocks of ROUTES.map((_route, index) => ROUTES.filter((_one, at) => at !== index))) {
      for (const risks of [[], ROUTES]) {
        const finding = {
          rule: 'a.one',
          severity: 'info',
          message: '',
          evidence: '',
          fix: '',
          docs: '',
        } as const;
        const { routes, because } = planRoutes([{ ...finding, blocks, risks }], load, called);
        expect(unsaidOf(because).trim()).toBe('');
        for (const { steps, cost, estimate } of routes) {
          expect([...steps, cost, estimate.basis].filter((text) => unsaidOf(text) !== '')).toEqual([]);
        }
      }
    }
  });

  it.each([
    ...[
      '',
      'redis-1.0',
      'valkey-1.0,serverless',
      'valkey-8.2,',
      'valkey-8.2,!',
      'valkey-8.2,nod=1',
      'valkey-8.2,x',
    ],
    ...[
      'valkey-8.2,tls,tls',
      'valkey-8.2,node',
      'valkey-8.2,tls=1',
      'valkey-8.2,cluster=0',
      'valkey-8.2,node=?',
    ],
    ...[
      'valkey-8.2,node=cache.r7g.huge',
      'valkey-8.2,node=large',
      'valkey-8.2,region=here',
      'valkey-8.2,auth,no-tls',
    ],
    ...['valkey-8.2,serverless,tls', 'valkey-8.2,cluster=2,databases=3'],
  ])('why no cache is planned by "%s"', async (text) => {
    speak(FOREIGN);
    expect(await unsaidOfFailure(() => readPlannedCache(text))).toEqual(['', '', '']);
  });

  it.each([1, 9])('why %i names would be given twice', async (count) => {
    speak(FOREIGN);
    const names = Array.from({ length: count }, (_none, index) => new Uint8Array([97 + index]));
    const source: Pick<KeySource, 'names' | 'exist'> = {
      async *names() {
        yield await Promise.resolve(names);
      },
      exist: async (_database, keys) => Promise.resolve(keys.map(() => true)),
    };
    const pairs = [0, 1].map((database) => ({ source: database, target: 0, keys: count }));
    const refused = unsaidOfFailure(() => refuseCollisions(source, pairs, new AbortController().signal));
    expect(await refused).toEqual(['', '', '']);
  });

  it('why databases cannot be paired', async () => {
    speak(FOREIGN);
    const source = profileOf({ holds: { 0: 1, 9: 2 } });
    const other = profileOf({ runId: 'other' });
    for (const pair of [
      () => pairDatabases({ targetDatabase: 1 }, source, other),
      () => pairDatabases({ sourceDatabase: 99 }, source, other),
      () => pairDatabases({}, source, { ...other, databaseLimit: 1 }),
      () => pairDatabases({}, source, { ...other, databaseLimit: 1, mode: 'cluster' }),
      () => pairDatabases({}, source, source),
    ]) {
      expect(await unsaidOfFailure(pair)).toEqual(['', '', '']);
    }
  });
});
