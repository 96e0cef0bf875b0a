import { describe, expect, it } from 'vitest';
import { pairDatabases } from '../../../src/core/plan/pairDatabases';
import { failureOf } from '../failureOf';
import { profileOf } from '../profileOf';

const source = profileOf({ runId: 'a', holds: { 0: 10, 3: 20 } });
const target = profileOf({ runId: 'b' });

describe('pairDatabases', () => {
  it('takes every database with data to the same number', () => {
    expect(pairDatabases({}, source, target)).toEqual([
      { source: 0, target: 0, keys: 10 },
      { source: 3, target: 3, keys: 20 },
    ]);
    expect(pairDatabases({}, target, source)).toEqual([]);
  });

  it('takes the one that is named, to where it is told', () => {
    expect(pairDatabases({ sourceDatabase: 3 }, source, target)).toEqual([
      { source: 3, target: 3, keys: 20 },
    ]);
    expect(pairDatabases({ sourceDatabase: 3, targetDatabase: 0 }, source, target)).toEqual([
      { source: 3, target: 0, keys: 20 },
    ]);
    expect(pairDatabases({ sourceDatabase: 7 }, source, target)).toEqual([{ source: 7, target: 7, keys: 0 }]);
  });

  it('takes those that are named, held or not, to where they are told', () => {
    const databases = [
      { source: 3, target: 1 },
      { source: 5, target: 5 },
    ];
    expect(pairDatabases({ databases }, source, target)).toEqual([
      { source: 3, target: 1, keys: 20 },
      { source: 5, target: 5, keys: 0 },
    ]);
    expect(pairDatabases({ databases: [{ source: 0, target: 1 }] }, source, source)).toHaveLength(1);
    expect(failureOf(() => pairDatabases({ databases }, source, source)).code).toBe('database.mapping');
  });

  it('takes a target alone only when it is clear what goes there', () => {
    const single = profileOf({ runId: 'c', holds: { 5: 1 } });
    expect(pairDatabases({ targetDatabase: 2 }, single, target)).toEqual([{ source: 5, target: 2, keys: 1 }]);
    expect(pairDatabases({ targetDatabase: 2 }, target, source)).toEqual([]);
    expect(failureOf(() => pairDatabases({ targetDatabase: 2 }, source, target))).toMatchObject({
      code: 'database.mapping',
      why: expect.stringContaining('2 databases') as string,
    });
  });

  it('refuses numbers that an end does not have, as far as it tells', () => {
    const few = profileOf({ runId: 'd', databaseLimit: 3 });
    expect(failureOf(() => pairDatabases({}, source, few)).why).toBe(
      'the target has 3 databases, so none is numbered 3',
    );
    expect(failureOf(() => pairDatabases({ sourceDatabase: 16 }, source, target)).why).toMatch(
      /the source has 16/,
    );
    expect(pairDatabases({}, source, profileOf({ runId: 'd', databaseLimit: null }))).toHaveLength(2);
  });

  it('refuses to copy a database onto itself, and only that', () => {
    expect(failureOf(() => pairDatabases({}, source, source)).code).toBe('database.mapping');
    expect(pairDatabases({ sourceDatabase: 0, targetDatabase: 1 }, source, source)).toHaveLength(1);
    const nameless = profileOf({ runId: '', holds: { 0: 1 } });
    expect(pairDatabases({}, nameless, nameless)).toHaveLength(1);
  });
});
