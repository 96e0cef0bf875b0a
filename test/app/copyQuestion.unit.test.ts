import { describe, expect, test } from 'vitest';
import { copyQuestion } from '../../src/app/desk/copyQuestion';
import type { CopyQuestion } from '../../src/app/desk/copyQuestion';
import type { CopyPlan } from '../../src/core/copy/plan';
import type { Profile } from '../../src/core/model/profile';
import { judgePair } from '../core/judgePair';
import { profile } from './samples';

const names = { source: 'orders', target: 'orders-valkey' };
const unseen = { counts: new Map(), keys: 0, complete: false } as const;

function valkey(keys: number): Profile {
  return profile({
    runId: 'b2',
    product: 'valkey',
    version: '8.1.1',
    rdbVersion: 11,
    keys,
    databases: keys === 0 ? [] : [{ index: 0, keys, expiring: 0, hashesWithFieldTtl: null }],
  });
}

function ask(source: Profile, target: Profile, plan: CopyPlan = { onConflict: 'replace' }): CopyQuestion {
  return copyQuestion(names, plan, {
    ...judgePair(source, target, unseen, {}, plan.databases),
    profile: { source, target },
  });
}

describe('the question before a copy', () => {
  test('names the target and how many keys it holds', () => {
    expect(ask(profile(), valkey(318)).message).toBe(
      'Copy orders into orders-valkey? It holds 318 keys; keys that exist in both will be replaced.',
    );
    expect(ask(profile(), valkey(318), { onConflict: 'skip' }).message).toContain(
      'stay as they are in orders-valkey',
    );
    expect(ask(profile(), valkey(0)).message).toBe('Copy orders into orders-valkey? It holds no keys.');
  });
  test('names what is not as always', () => {
    const { detail, button } = ask(profile(), valkey(0), {
      onConflict: 'replace',
      match: 'app:*',
      types: ['hash'],
      sample: 100,
      slots: '0-99',
    });
    expect(detail).toContain('Only keys that match app:*.');
    expect(detail).toContain('Only keys of type hash.');
    expect(detail).toContain('Only keys of the slots 0-99.');
    expect(detail).toContain('A rehearsal: 100 keys at most.');
    expect(button).toBe('Copy');
  });
  test('tells the pace that the settings hold it to', () => {
    const slow = {
      onConflict: 'replace',
      keysPerSecond: 12_000,
      bytesPerSecond: 5_000_000,
      autoPace: true,
    } as const;
    const { detail } = ask(profile(), valkey(0), slow);
    for (const words of ['At most 12,000 keys a second.', 'At most 5 MB a second.', 'Slower while']) {
      expect(detail.split(words)).toHaveLength(2);
    }
    expect(ask(profile(), valkey(0)).detail).not.toContain('second');
  });
  test('of a dry run promises that nothing is written', () => {
    const { message, button } = ask(profile(), valkey(318), { onConflict: 'replace', dryRun: true });
    expect(message).toBe('Try a copy of orders into orders-valkey? It is a dry run: nothing is written.');
    expect(button).toBe('Try');
  });
  test('names the losses that are known', () => {
    const databases = [{ index: 0, keys: 50_000, expiring: 0, hashesWithFieldTtl: 1204 }];
    const { detail } = ask(profile({ databases }), valkey(318));
    expect(detail).toContain('Source: redis 8.0.2, 50,000 keys in 1 database.');
    expect(detail).toContain('1,204 hashes will lose field TTLs: Valkey 8.1.1 has none.');
    // Of other routes: the copy has nothing to ask about it.
    expect(detail).not.toContain('refuses every plain RESTORE');
  });
  test('counts only the database that is copied', () => {
    const databases = [0, 1].map((index) => ({ index, keys: 10, expiring: 0, hashesWithFieldTtl: null }));
    const plan = { onConflict: 'replace', sourceDatabase: 1, targetDatabase: 3 } as const;
    const { message, detail } = ask(profile({ databases }), valkey(318), plan);
    expect(message).toContain('It holds no keys.');
    expect(detail).toContain('10 keys in 1 database');
  });
  test('does not warn of databases that go into one by prefixes', () => {
    const databases = [0, 1].map((index) => ({ index, keys: 10, expiring: 0, hashesWithFieldTtl: null }));
    const cluster = { ...valkey(0), mode: 'cluster', databaseLimit: 1 } as const;
    const mapping = [0, 1].map((index) => ({ source: index, target: 0, prefix: `db${String(index)}:` }));
    const { detail } = ask(profile({ databases }), cluster, { onConflict: 'replace', databases: mapping });
    expect(detail).toContain('20 keys in 2 databases');
    expect(detail).not.toContain('have no database');
    expect(() => ask(profile({ databases }), cluster)).toThrow('Options… > Databases');
  });
  test('is not asked when the ends are one place', () => {
    expect(() => ask(profile(), profile())).toThrow('same database');
  });
});
