import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyChoice } from '../../src/app/desk/copyChoice';
import { readKeptChoice } from '../../src/app/desk/keptChoice';
import { migrationChoice } from '../../src/app/desk/migrationChoice';
import { Migrations } from '../../src/app/desk/migrations';
import { STORED } from '../../src/app/ids';
import { MapMemory } from './samples';

const choice: CopyChoice = { onConflict: 'replace', verify: { kind: 'full' } };
const ends = { sourceId: 'a', targetId: 'b' };

function setUp() {
  const memory = new MapMemory();
  let time = 0;
  const clock = { now: () => (time += 1) };
  return { memory, migrations: new Migrations(memory, clock) };
}

describe('Migrations', () => {
  it('keeps what is changed, newest first, and tells', async () => {
    const { migrations } = setUp();
    let told = 0;
    migrations.onDidChange(() => (told += 1));
    await migrations.create('one', ends, choice);
    await migrations.create('two', { sourceId: null, targetId: null }, choice);
    expect(migrations.list().map(({ id }) => id)).toEqual(['two', 'one']);
    await migrations.change('one', { step: 'route', runId: 'r' });
    expect(migrations.list().map(({ id }) => id)).toEqual(['one', 'two']);
    expect(migrations.ofRun('r')?.step).toBe('route');
    expect(told).toBe(3);
    await migrations.remove('one');
    expect(migrations.find('one')).toBeUndefined();
    await migrations.change('one', { step: 'run' });
    expect(migrations.list().map(({ id }) => id)).toEqual(['two']);
  });

  it('can be read as soon as it was changed, though the disk is slow', () => {
    const { memory } = setUp();
    const slow = new Migrations(
      {
        get: (key) => memory.get(key),
        update: async (key, value) => {
          await memory.update(key, value);
          await new Promise(() => undefined);
        },
      },
      { now: () => 1 },
    );
    slow.create('one', ends, choice).catch(() => undefined);
    expect(slow.find('one')?.sourceId).toBe('a');
  });

  it('leaves what another version wrote as it is, and damaged things too', async () => {
    const { memory, migrations } = setUp();
    const newer = { version: 99, id: 'future', lanes: ['x'] };
    await memory.update(STORED.migrations, [newer, 'damaged', { id: 5 }]);
    await migrations.create('one', ends, choice);
    await migrations.change('one', { step: 'check' });
    await migrations.change('future', { step: 'check' });
    expect(memory.get(STORED.migrations)).toMatchObject([newer, 'damaged', { id: 5 }, { id: 'one' }]);
    expect(migrations.strangers()).toBe(3);
    expect(migrations.isStrange('future')).toBe(true);
    expect(migrations.isStrange('one')).toBe(false);
    expect(migrations.isStrange('none')).toBe(false);
  });
});

describe('readKeptChoice', () => {
  const full: CopyChoice = {
    onConflict: 'fail',
    match: 'a*',
    exclude: ['b'],
    types: ['hash'],
    ttl: 'with',
    slots: '0-5',
    databases: [{ source: 0, target: 1, prefix: 'x:' }],
    sample: 5,
    keysPerSecond: 10,
    autoPace: true,
    readFrom: 'replica',
    verify: { kind: 'sample', keys: 7 },
    repair: true,
  };

  it('reads what was written, through JSON', () => {
    expect(readKeptChoice(JSON.parse(JSON.stringify(full)))).toEqual(full);
  });

  it.each([
    { ...full, onConflict: 'delete' },
    { ...full, verify: { kind: 'sample' } },
    { ...full, databases: [{ source: 'a', target: 1 }] },
    { ...full, types: ['module?'] },
    { ...full, unheardOf: 1 },
    { ...full, constructor: 1 },
    { match: 'a*' },
    [],
    null,
  ])('refuses the rest, so that no copy does other than was asked for (%#)', (value) => {
    expect(readKeptChoice(value)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readKeptChoice(value);
      }),
    );
  });
});

describe('migrationChoice', () => {
  it('proves the copy unless the settings say how, and is no rehearsal', () => {
    const of = (settings: CopyChoice): CopyChoice => migrationChoice({ copyChoice: () => settings });
    expect(of({ onConflict: 'skip' })).toEqual({ onConflict: 'skip', verify: { kind: 'full' } });
    expect(of({ onConflict: 'skip', verify: { kind: 'quick' }, dryRun: true, sample: 5 })).toEqual({
      onConflict: 'skip',
      verify: { kind: 'quick' },
    });
  });
});
