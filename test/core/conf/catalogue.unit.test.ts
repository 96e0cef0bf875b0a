import { describe, expect, it } from 'vitest';
import {
  DIRECTIVES,
  MEASURED,
  boundsOf,
  defaultOf,
  directiveNamed,
  isKnown,
  kindOf,
  preferredName,
  valuesOf,
} from '../../../src/core/conf/catalogue';
import type { Directive } from '../../../src/core/conf/catalogue';
import {
  compareVersions,
  isAtLeast,
  isRedisBefore,
  targetName,
  targetOf,
} from '../../../src/core/conf/confTarget';
import type { ConfTarget } from '../../../src/core/conf/confTarget';
import { hasCommand, hasSubcommands } from '../../../src/core/conf/commands';
import { nearestName } from '../../../src/core/conf/nearestName';

const redis = (version: string): ConfTarget => ({ product: 'redis', version });
const valkey = (version: string): ConfTarget => ({ product: 'valkey', version });

function named(name: string): Directive {
  const directive = directiveNamed(name);
  if (directive === null) throw new Error(`${name} is not in the catalogue`);
  return directive;
}

describe('versions', () => {
  it('count what is missing as the newest of a server, and as the first of a release', () => {
    expect(compareVersions('6.2', '6.2.14')).toBeGreaterThan(0);
    expect(compareVersions('6.2', '7.0')).toBeLessThan(0);
    expect(compareVersions('7.0.0', '7.0')).toBe(0);
    expect(isAtLeast(valkey('9'), 'valkey', '9.1.2')).toBe(true);
    expect(isAtLeast(redis('9'), 'valkey', '8')).toBe(false);
    expect(isRedisBefore(valkey('7.2'), '8.0')).toBe(false);
  });

  it('are read from words', () => {
    expect(targetOf('Valkey', '8.1')).toEqual(valkey('8.1'));
    expect(targetOf('keydb', '6')).toBeNull();
    expect(targetOf('redis', '7.x')).toBeNull();
    expect(targetName(valkey('8.1'))).toBe('Valkey 8.1');
  });
});

describe('the catalogue', () => {
  it('holds every name once, in small letters, and a default of its own kind', () => {
    const names = DIRECTIVES.map(({ name }) => name);
    expect(new Set(names).size).toBe(295);
    for (const name of names) expect(name).toBe(name.toLowerCase());
    for (const product of ['redis', 'valkey'] as const) {
      for (const version of MEASURED[product]) {
        for (const directive of DIRECTIVES) {
          const target = { product, version };
          const value = isKnown(directive, target) ? defaultOf(directive, target) : null;
          if (value === null) continue;
          if (kindOf(directive, target) === 'bool') expect(['yes', 'no'], directive.name).toContain(value);
          if (kindOf(directive, target) === 'enum') {
            for (const word of value.split(' '))
              expect(valuesOf(directive, target), directive.name).toContain(word);
          }
          if (kindOf(directive, target) === 'int') {
            const { min, max } = boundsOf(directive, target);
            expect(min === null || BigInt(value) >= min, directive.name).toBe(true);
            expect(max === null || BigInt(value) <= max, directive.name).toBe(true);
          }
        }
      }
    }
  });

  it('knows since when and until when', () => {
    expect(isKnown(named('gopher-enabled'), redis('6.2'))).toBe(true);
    expect(isKnown(named('gopher-enabled'), redis('7.0.0'))).toBe(false);
    expect(isKnown(named('primaryauth'), redis('8.6.3'))).toBe(false);
    // First seen in 9.1.2; 9.0 may have it, 8.1.1 has it not.
    expect(isKnown(named('cluster-databases'), valkey('9.0'))).toBe(true);
    expect(isKnown(named('cluster-databases'), valkey('8.1.1'))).toBe(false);
    // One distribution brought it to one release.
    expect(isKnown(named('lua-enable-deprecated-api'), redis('7.0.15'))).toBe(true);
    expect(isKnown(named('lua-enable-deprecated-api'), redis('7.2.6'))).toBe(false);
  });

  it('tells what changed', () => {
    expect(boundsOf(named('maxmemory-samples'), redis('7.2.6')).max).toBe(2_147_483_647n);
    expect(boundsOf(named('maxmemory-samples'), redis('7.4.0')).max).toBe(64n);
    expect(valuesOf(named('loglevel'), redis('7.0.15'))).not.toContain('nothing');
    expect(valuesOf(named('loglevel'), redis('7.2'))).toContain('nothing');
    expect(defaultOf(named('repl-backlog-size'), valkey('7.2.7'))).toBe('1048576');
    expect(defaultOf(named('repl-backlog-size'), valkey('8.0'))).toBe('10485760');
    expect(kindOf(named('dynamic-hz'), valkey('8.1'))).toBe('ignored');
    expect(preferredName(named('slave-priority'), redis('6.0'))).toBe('replica-priority');
    expect(preferredName(named('slave-priority'), redis('4.0'))).toBeNull();
    expect(preferredName(named('masterauth'), valkey('8.1'))).toBe('primaryauth');
    expect(preferredName(named('masterauth'), redis('8.0'))).toBeNull();
  });
});

describe('commands', () => {
  it('are those of the version', () => {
    expect(hasCommand('HEXPIRE', redis('7.4'))).toBe(true);
    expect(hasCommand('hexpire', redis('7.2'))).toBe(false);
    expect(hasCommand('hexpire', valkey('8.1'))).toBe(false);
    expect(hasCommand('commandlog', valkey('8.1'))).toBe(true);
    expect(hasCommand('post', redis('6.2'))).toBe(true);
    expect(hasCommand('post', redis('7.0'))).toBe(false);
    expect(hasCommand('config|get', redis('7.0'))).toBe(true);
    expect(hasCommand('config|nothing', redis('7.0'))).toBe(false);
    expect(hasSubcommands('config', redis('7.0'))).toBe(true);
    expect(hasSubcommands('get', redis('7.0'))).toBe(false);
  });
});

describe('the nearest name', () => {
  const names = DIRECTIVES.map(({ name }) => name);

  it.each([
    ['maxmemmory', 'maxmemory'],
    ['maxmeory', 'maxmemory'],
    ['maxmemory_policy', 'maxmemory-policy'],
    ['APPENDONYL', 'appendonly'],
    ['prot', 'port'],
    ['xy', null],
    ['something-else-entirely', null],
    ['', null],
  ])('of %j is %j', (typed, meant) => {
    expect(nearestName(typed, names)).toBe(meant);
  });
});
