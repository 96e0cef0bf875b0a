import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosenDatabases, copyChoice, lanes } from '../../src/app/desk/copySettings';
import { SETTINGS } from '../../src/app/ids';
import { isFailure } from '../../src/core/model/failure';
import { failureOf } from '../core/failureOf';

function of(values: Readonly<Record<string, unknown>>): (name: string) => unknown {
  return (name) => values[name];
}

test('settings as they are delivered choose and limit nothing', () => {
  expect(copyChoice(of({}))).toEqual({ onConflict: 'replace' });
  const delivered = {
    'copy.match': '',
    'copy.exclude': [],
    'copy.ttl': 'any',
    'copy.sample': 0,
    'copy.slots': '',
    'copy.minBytes': 0,
    'copy.maxIdle': 0,
    'copy.readFrom': 'primary',
    'copy.bigKeyBytes': 64_000_000,
    'copy.maxMemory': 200_000_000,
    'copy.retryForSeconds': 30,
    'copy.verify': 'none',
    'copy.verifySample': 10_000,
    'copy.repair': true,
  };
  expect(copyChoice(of(delivered))).toEqual({ onConflict: 'replace' });
  expect(lanes(of({}))).toBe(1);
});

test('a check judges by the databases that are set, as far as they can be read', () => {
  const databases = [
    { source: 0, target: 0 },
    { source: 1, target: 0, prefix: 'app1:' },
  ];
  expect(chosenDatabases(of({ 'copy.databases': '0:0,1:0/app1:' }))).toEqual(databases);
  for (const other of [undefined, '', 'odd', 7])
    expect(chosenDatabases(of({ 'copy.databases': other }))).toBeUndefined();
});

test('each setting reaches the plan', () => {
  expect(
    copyChoice(
      of({
        'copy.onConflict': 'skip',
        'copy.match': ' app:* ',
        'copy.exclude': ['tmp:*', '*:lock'],
        'copy.types': ['string', 'hash'],
        'copy.ttl': 'without',
        'copy.databases': '0, 1:2',
        'copy.slots': '0-5460,9000',
        'copy.sample': 100,
        'copy.dryRun': true,
        'copy.rateKeys': 5000,
        'copy.rateBytes': 1_000_000,
        'copy.autoPace': true,
        'copy.evictionData': true,
        'copy.minBytes': 10,
        'copy.maxBytes': 2000,
        'copy.minIdle': 60,
        'copy.maxIdle': 3600,
        'copy.readFrom': 'replica',
        'copy.bigKeyBytes': 1_000_000,
        'copy.maxMemory': 150_000_000,
        'copy.retryForSeconds': 0,
        'copy.verify': 'sample',
        'copy.verifySample': 500,
        'copy.repair': true,
      }),
    ),
  ).toEqual({
    onConflict: 'skip',
    match: 'app:*',
    exclude: ['tmp:*', '*:lock'],
    types: ['string', 'hash'],
    ttl: 'without',
    databases: [
      { source: 0, target: 0 },
      { source: 1, target: 2 },
    ],
    slots: '0-5460,9000',
    sample: 100,
    dryRun: true,
    keysPerSecond: 5000,
    bytesPerSecond: 1_000_000,
    autoPace: true,
    evictionData: true,
    minBytes: 10,
    maxBytes: 2000,
    minIdle: 60,
    maxIdle: 3600,
    readFrom: 'replica',
    bigKeyBytes: 1_000_000,
    maxMemory: 150_000_000,
    retryForSeconds: 0,
    verify: { kind: 'sample', keys: 500 },
    repair: true,
  });
  expect(lanes(of({ 'copy.lanes': 4 }))).toBe(4);
});

test.each([
  ['copy.onConflict', 'overwrite', 'is not one of replace, skip, fail'],
  ['copy.match', 7, 'is not a text'],
  ['copy.exclude', 'tmp:*', 'is not a list of texts'],
  ['copy.exclude', [''], 'is not a list of texts'],
  ['copy.types', ['string', 'json'], 'is not one of string, list'],
  ['copy.ttl', 'never', 'is not one of any, with, without'],
  ['copy.databases', '0;1', 'is not like 0,2 or 0:0,1:2'],
  ['copy.databases', '0:1,2:1', 'names a database of the target twice'],
  ['copy.slots', '0-20000', 'is not ranges of slots'],
  ['copy.sample', -1, 'is not a whole number from 0'],
  ['copy.rateKeys', 1.5, 'is not a whole number from 0'],
  ['copy.rateBytes', '20M', 'is not a whole number from 0'],
  ['copy.dryRun', 'yes', 'is neither true nor false'],
  ['copy.databases', '0:0,1:0', 'names a database of the target twice'],
  ['copy.minBytes', -5, 'is not a whole number from 0'],
  ['copy.readFrom', 'anywhere', 'is not one of primary, replica'],
  ['copy.maxMemory', 149_999_999, 'is not a whole number from 150000000'],
  ['copy.bigKeyBytes', 0, 'is not a whole number from 1'],
  ['copy.retryForSeconds', 3601, 'is not a whole number from 0 to 3600'],
  ['copy.verify', 'half', 'is not one of none, quick, full, sample'],
  ['copy.verifySample', 0, 'is not a whole number from 1'],
])('%s: %j is refused, and named', (name, value, why) => {
  const failure = failureOf(() => copyChoice(of({ [name]: value })));
  expect(failure.code).toBe('settings.invalid');
  expect(failure.message).toContain(`elasticacheMigrator.${name} ${why}`);
});

test('bounds that no key is within are refused', () => {
  const failure = failureOf(() => copyChoice(of({ 'copy.minIdle': 10, 'copy.maxIdle': 9 })));
  expect(failure.message).toContain('elasticacheMigrator.copy.minIdle is more than copy.maxIdle');
});

test('databases may share one of the target by prefixes', () => {
  expect(copyChoice(of({ 'copy.databases': '0:0,1:0/app1:' })).databases).toEqual([
    { source: 0, target: 0 },
    { source: 1, target: 0, prefix: 'app1:' },
  ]);
});

test('lanes are from 1 to 16', () => {
  for (const wrong of [0, 17, 2.5, '4']) {
    expect(failureOf(() => lanes(of({ 'copy.lanes': wrong }))).code).toBe('settings.invalid');
  }
});

test('whatever stands in the settings is a choice or a failure that says where', () => {
  const names = Object.values(SETTINGS).filter((name) => name.startsWith('copy.'));
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.anything(), (name, value) => {
      try {
        copyChoice(of({ [name]: value }));
        lanes(of({ [name]: value }));
      } catch (error) {
        expect(isFailure(error) && error.why).toContain(name);
      }
    }),
  );
});
