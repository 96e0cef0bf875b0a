import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIGRATION_STEPS, MIGRATION_VERSION, readMigration } from '../../../src/core/model/migration';
import { ROUTES } from '../../../src/core/model/route';

const readText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const kept = {
  version: MIGRATION_VERSION,
  id: 'm',
  sourceId: 'a',
  targetId: null,
  step: 'route',
  route: 'copy',
  choice: 'as chosen',
  runId: null,
  rehearsalId: null,
  proof: { at: 5, mode: 'full', equal: false, differences: 3 },
  createdAt: 1,
  changedAt: 2,
} as const;

describe('readMigration', () => {
  it('reads what was written, through JSON', () => {
    const read = readMigration(JSON.parse(JSON.stringify(kept)), readText);
    expect(read).toEqual({ kind: 'migration', migration: kept });
  });

  it('tells one of another version by its id, newer or older', () => {
    for (const version of [MIGRATION_VERSION + 1, 0]) {
      expect(readMigration({ version, id: 'm', steps: [] }, readText)).toEqual({
        kind: 'otherVersion',
        id: 'm',
      });
    }
  });

  it.each([
    { ...kept, id: '' },
    { ...kept, version: 'one' },
    { ...kept, step: 'jump' },
    { ...kept, route: 'teleport' },
    { ...kept, choice: 5 },
    { ...kept, sourceId: 7 },
    { ...kept, runId: '' },
    { ...kept, proof: { at: 1, mode: 'maybe', equal: true, differences: 0 } },
    { ...kept, changedAt: Number.NaN },
    {},
    null,
    'm',
  ])('calls the rest damaged (%#)', (value) => {
    expect(readMigration(value, readText)).toEqual({ kind: 'damaged' });
  });

  it('lets only known fields through', () => {
    const read = readMigration({ ...kept, password: 'x' }, readText);
    expect(JSON.stringify(read)).not.toContain('password');
  });

  it('never throws, whatever is stored', () => {
    const near = fc.record({
      version: fc.oneof(fc.constant(MIGRATION_VERSION), fc.anything()),
      id: fc.oneof(fc.string(), fc.anything()),
      sourceId: fc.oneof(fc.string(), fc.constant(null), fc.anything()),
      targetId: fc.oneof(fc.string(), fc.constant(null)),
      step: fc.oneof(fc.constantFrom(...MIGRATION_STEPS), fc.anything()),
      route: fc.oneof(fc.constantFrom(...ROUTES), fc.constant(null), fc.anything()),
      choice: fc.oneof(fc.string(), fc.anything()),
      runId: fc.oneof(fc.string(), fc.constant(null)),
      rehearsalId: fc.constant(null),
      proof: fc.oneof(fc.constant(null), fc.anything()),
      createdAt: fc.oneof(fc.nat(), fc.anything()),
      changedAt: fc.nat(),
    });
    fc.assert(
      fc.property(fc.oneof(near, fc.anything()), (value) => {
        const read = readMigration(value, readText);
        if (read.kind === 'migration') expect(MIGRATION_STEPS).toContain(read.migration.step);
      }),
    );
  });
});
