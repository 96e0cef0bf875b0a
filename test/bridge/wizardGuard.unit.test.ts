import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMigrationId, readWizardIntent } from '../../src/bridge/wizardGuard';
import { COPY_SETTINGS, SNIPPETS } from '../../src/bridge/wizardMessages';
import type { CopySetting, WizardIntent } from '../../src/bridge/wizardMessages';
import { MIGRATION_STEPS } from '../../src/core/model/migration';
import { ROUTES } from '../../src/core/model/route';

const bare = [
  'wizard.ready',
  'ends.swap',
  'check.again',
  'check.open',
  'copy.change',
  'copy.rehearse',
  'run.start',
  'run.pause',
  'run.resume',
  'run.cancel',
  'run.report',
  'verify.cancel',
  'gates.check',
  'wayBack.begin',
  'log.show',
] as const;
const intents: WizardIntent[] = [
  ...bare.map((type) => ({ type })),
  ...MIGRATION_STEPS.map((step) => ({ type: 'step.go', step }) as const),
  ...(['source', 'target'] as const).flatMap((end) => [
    { type: 'end.choose', end } as const,
    { type: 'endpoint.edit', end } as const,
    { type: 'tunnel.setUp', end } as const,
  ]),
  ...ROUTES.map((route) => ({ type: 'route.choose', route }) as const),
  ...(Object.keys(COPY_SETTINGS) as CopySetting[]).flatMap((setting) =>
    COPY_SETTINGS[setting].map((value) => ({ type: 'copy.set', setting, value }) as const),
  ),
  { type: 'run.pace', keysPerSecond: null },
  { type: 'run.pace', keysPerSecond: 1 },
  { type: 'run.pace', keysPerSecond: 1e9 },
  { type: 'verify.start', repair: true },
  { type: 'verify.start', repair: false },
  ...SNIPPETS.map((client) => ({ type: 'snippet.copy', client }) as const),
  { type: 'report.save', format: 'markdown' },
  { type: 'report.save', format: 'json' },
];
const types = [...new Set(intents.map(({ type }) => type))];

describe('readWizardIntent', () => {
  it('lets every intent through as it is', () => {
    for (const intent of intents) expect(readWizardIntent(structuredClone(intent))).toEqual(intent);
  });

  it('strips whatever names an endpoint, a run or a migration', () => {
    const replayed = { type: 'run.cancel', run: 'run-of-another', id: 'x', migration: 'y' };
    expect(readWizardIntent(replayed)).toEqual({ type: 'run.cancel' });
    const aimed = { type: 'run.start', source: 'a', target: 'b', plan: { onConflict: 'replace' } };
    expect(readWizardIntent(aimed)).toEqual({ type: 'run.start' });
  });

  it.each([
    { type: 'step.go' },
    { type: 'step.go', step: 'cutover' },
    { type: 'step.go', step: ['run'] },
    { type: 'end.choose', end: 'both' },
    { type: 'route.choose', route: 'constructor' },
    { type: 'copy.set', setting: 'onConflict', value: 'delete' },
    { type: 'copy.set', setting: 'onConflict', value: 'full' },
    { type: 'copy.set', setting: '__proto__', value: 'replace' },
    { type: 'copy.set', setting: 'toString', value: 'replace' },
    { type: 'copy.set', setting: 'dryRun', value: 'on' },
    { type: 'run.pace' },
    ...[0, -1, 1.5, 1e10, NaN, Infinity, '5', [5], { valueOf: 5 }].map((keysPerSecond) => ({
      type: 'run.pace',
      keysPerSecond,
    })),
    { type: 'verify.start', repair: 'yes' },
    { type: 'verify.start' },
    { type: 'snippet.copy', client: 'bash' },
    { type: 'report.save', format: '../../etc' },
    { type: 'run.everything' },
    { type: 'run.start '.repeat(1_000_000) },
    [{ type: 'run.start' }],
    Object.create({ type: 'run.start' }),
    'run.start',
    null,
    undefined,
    42,
  ])('refuses what is none of them (%#)', (message) => {
    expect(readWizardIntent(message)).toBeNull();
  });

  it('lets nothing of any length through', () => {
    const huge = 'x'.repeat(10_000_000);
    for (const type of types) {
      const read = readWizardIntent({ type, step: huge, end: huge, route: huge, value: huge, client: huge });
      expect(JSON.stringify(read).length).toBeLessThan(100);
    }
  });

  it('never throws on garbage, and answers with a known intent or null', () => {
    const garbage = fc.anything({ withNullPrototype: true, withDate: true, withMap: true });
    const near = fc.record(
      {
        type: fc.oneof(fc.constantFrom(...types), fc.string()),
        step: fc.oneof(fc.constantFrom(...MIGRATION_STEPS), fc.anything()),
        end: fc.oneof(fc.constantFrom('source', 'target'), fc.anything()),
        route: fc.oneof(fc.constantFrom(...ROUTES), fc.anything()),
        setting: fc.oneof(fc.constantFrom(...Object.keys(COPY_SETTINGS)), fc.anything()),
        value: fc.oneof(fc.constantFrom('replace', 'full', 'on', 'auto'), fc.anything()),
        repair: fc.anything(),
        client: fc.oneof(fc.constantFrom(...SNIPPETS), fc.anything()),
        format: fc.anything(),
      },
      { requiredKeys: ['type'] },
    );
    fc.assert(
      fc.property(fc.oneof(garbage, near), (value) => {
        const read = readWizardIntent(value);
        if (read !== null) expect(intents).toContainEqual(read);
      }),
    );
  });

  it('is not thrown by objects that throw when read', () => {
    const hostile = new Proxy(
      {},
      {
        getOwnPropertyDescriptor() {
          throw new Error('no');
        },
      },
    );
    expect(readWizardIntent(hostile)).toBeNull();
    expect(readMigrationId(hostile)).toBeNull();
  });
});

describe('readMigrationId', () => {
  it('reads the id of whatever version', () => {
    expect(readMigrationId({ version: 7, migration: 'a' })).toBe('a');
  });

  it.each([{}, { migration: '' }, { migration: 5 }, { migration: 'x'.repeat(201) }, null, 'a'])(
    'refuses what has none (%#)',
    (state) => {
      expect(readMigrationId(state)).toBeNull();
    },
  );
});
