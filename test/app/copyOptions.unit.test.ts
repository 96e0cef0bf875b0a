import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { besideThePlan, planOfChoice } from '../../src/app/desk/copyChoice';
import type { CopyChoice } from '../../src/app/desk/copyChoice';
import { COPY_OPTIONS } from '../../src/app/desk/copyOptionList';
import { choiceText } from '../../src/app/desk/choiceText';
import { readRange, readSize, rangeText, sizeText } from '../../src/app/desk/rangeText';
import { SETTINGS } from '../../src/app/ids';
import { TAKES } from '../../src/node/options';

const PLAIN: CopyChoice = { onConflict: 'replace' };

/** The setting that is the same as an option of the command line. */
const SETTING_OF: Readonly<Record<string, keyof typeof SETTINGS>> = {
  'on-conflict': 'onConflict',
  match: 'match',
  exclude: 'exclude',
  type: 'types',
  ttl: 'ttl',
  db: 'databases',
  'map-db': 'databases',
  slots: 'slots',
  'min-bytes': 'minBytes',
  'max-bytes': 'maxBytes',
  'min-idle': 'minIdle',
  'max-idle': 'maxIdle',
  sample: 'sample',
  'dry-run': 'dryRun',
  verify: 'verify',
  repair: 'repair',
  'eviction-data': 'evictionData',
  'read-from': 'readFrom',
  lanes: 'lanes',
  'rate-keys': 'rateKeys',
  'rate-bytes': 'rateBytes',
  'auto-pace': 'autoPace',
  'retry-for': 'retryForSeconds',
  'big-key-bytes': 'bigKeyBytes',
  'max-memory': 'maxMemory',
};

/** Options of a copy that are no settings, and where the extension has them instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  resume: 'Resume Run',
  report: 'Open Report',
};

test("every option of the command line's copy is a setting, or has its place elsewhere", () => {
  const missing = TAKES.copy.filter((option) => !(option in SETTING_OF) && !(option in ELSEWHERE));
  expect(missing).toEqual([]);
  for (const [option, setting] of Object.entries(SETTING_OF)) {
    expect(TAKES.copy).toContain(option);
    expect(SETTINGS[setting]).toMatch(/^copy\./);
  }
});

/** Picks an option of the list; `text` for one that is written down. */
function pick(label: string, choice: CopyChoice, text?: string): CopyChoice {
  const { change } = optionOf(label);
  if (typeof change === 'function') return change(choice);
  return change.write(choice, text ?? '');
}

function optionOf(label: string): (typeof COPY_OPTIONS)[number] {
  const option = COPY_OPTIONS.find((one) => one.label === label);
  if (option === undefined) throw new Error(label);
  return option;
}

describe('an option of a single copy', () => {
  const WRITTEN: [string, string, Partial<CopyChoice>][] = [
    ['Sample', '100', { sample: 100 }],
    ['Verify', 'quick', { verify: { kind: 'quick' } }],
    ['Verify', 'sample:500', { verify: { kind: 'sample', keys: 500 } }],
    ['Match', 'app:*', { match: 'app:*' }],
    ['Exclude', 'tmp:* lock:*', { exclude: ['tmp:*', 'lock:*'] }],
    ['Types', 'string, hash', { types: ['string', 'hash'] }],
    ['Size', '1k-10M', { minBytes: 1000, maxBytes: 10_000_000 }],
    ['Size', '-1500', { maxBytes: 1500 }],
    ['Idle', '60-', { minIdle: 60 }],
    [
      'Databases',
      '0,1:0/app1:',
      {
        databases: [
          { source: 0, target: 0 },
          { source: 1, target: 0, prefix: 'app1:' },
        ],
      },
    ],
    ['Slots', '0-5460,9000', { slots: '0-5460,9000' }],
  ];
  test.each(WRITTEN)('%s is written as %s, read back, and taken away', (label, text, chosen) => {
    const { change, describe: row } = optionOf(label);
    const after = pick(label, PLAIN, text);
    expect(after).toEqual({ ...PLAIN, ...chosen });
    if (typeof change === 'function') throw new Error('it is not written down');
    expect(change.problem?.(text)).toBeUndefined();
    expect(change.read(after)).toBe(text);
    expect(row(after)).not.toBe(row(PLAIN));
    expect(pick(label, after, '')).toEqual(PLAIN);
  });

  test.each([
    ['Sample', '0'],
    ['Verify', 'sample:'],
    ['Types', 'json'],
    ['Size', '10M'],
    ['Size', '2k-1k'],
    ['Size', '-'],
    ['Idle', '1h-'],
    ['Databases', '0,0'],
    ['Databases', '1:0/{a}'],
    ['Slots', '20000'],
  ])('%s refuses %s', (label, text) => {
    const { change } = optionOf(label);
    if (typeof change === 'function') throw new Error('it is not written down');
    expect(change.problem?.(text)).toMatch(/\.$/);
  });

  test.each(['Dry Run', 'Repair', 'Expiry', 'Read From', 'Automatic Pace'])('%s goes round', (label) => {
    const { describe: row } = optionOf(label);
    const once = pick(label, PLAIN);
    expect(row(once)).not.toBe(row(PLAIN));
    expect([pick(label, once), pick(label, pick(label, once))]).toContainEqual(PLAIN);
  });
});

test('any range that is written is read as it was', () => {
  const bound = fc.option(fc.integer({ min: 1, max: 1e12 }), { nil: undefined });
  fc.assert(
    fc.property(bound, bound, (one, other) => {
      fc.pre(one !== undefined || other !== undefined);
      const range = { from: one, to: other };
      const read = readRange(rangeText(range, sizeText), readSize);
      expect(read).toEqual((one ?? 0) > (other ?? Infinity) ? undefined : range);
    }),
  );
});

describe('verifying afterwards', () => {
  const verified: CopyChoice = { ...PLAIN, verify: { kind: 'full' }, repair: true, readFrom: 'replica' };

  test('is not part of the plan', () => {
    expect(planOfChoice(verified)).toEqual(PLAIN);
    expect(besideThePlan(verified)).toEqual({
      readFrom: 'replica',
      verify: { mode: { kind: 'full' }, repair: true },
    });
    expect(besideThePlan(PLAIN)).toEqual({});
  });

  test('is told before the copy, with the repair', () => {
    expect(choiceText(verified)).toBe(
      'Keys are read from a replica of the source. Verified in full afterwards. What differs is copied again.',
    );
    expect(choiceText({ ...PLAIN, verify: { kind: 'sample', keys: 5000 } })).toBe(
      'Verified afterwards, 5,000 keys of each side.',
    );
  });

  test.each<[Partial<CopyChoice>, string]>([
    [{ dryRun: true }, 'a dry run writes nothing'],
    [{ sample: 5 }, 'which keys a sample took'],
    [{ maxBytes: 5 }, 'by their size'],
    [{ minIdle: 5 }, 'when they were used'],
  ])('is left out of a copy by %j, and that is told', (change, why) => {
    expect(besideThePlan({ ...verified, ...change })).toEqual({ readFrom: 'replica' });
    expect(choiceText({ ...verified, ...change })).toMatch(`Not verified afterwards: `);
    expect(choiceText({ ...verified, ...change })).toContain(why);
  });
});
