import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/core/model/failure';
import { parseCommandLine } from '../../src/node/commandLine';
import type { Invocation } from '../../src/node/commandLine';
import { wordsOfConfig } from '../../src/node/configFile';
import { failureOf } from '../core/failureOf';

const SECRET = 'Zq7secret';
const ENDS = { source: 'redis://a', target: 'redis://b' };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-config-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function parse(text: string, ...args: readonly string[]): Extract<Invocation, { source: unknown }> {
  const file = join(folder, 'options.json');
  writeFileSync(file, text);
  const invocation = parseCommandLine(['copy', '--config', file, ...args], {});
  if (!('source' in invocation)) throw new Error('not asked for');
  return invocation;
}

describe('--config', () => {
  it('holds what the command line may hold', () => {
    const options = {
      ...ENDS,
      ...{ 'on-conflict': 'skip', match: 'a*', exclude: ['b*', 'c*'], type: ['string', 'hash'], ttl: 'with' },
      ...{
        db: [0, 2],
        sample: 10,
        'dry-run': true,
        'rate-keys': 100,
        'rate-bytes': '2M',
        'big-key-bytes': '10k',
        'max-memory': '150M',
        report: 'r.json',
      },
      json: true,
    };
    expect(parse(JSON.stringify(options))).toMatchObject({
      source: { address: { host: 'a' } },
      target: { address: { host: 'b' } },
      plan: {
        ...{ onConflict: 'skip', match: 'a*', exclude: ['b*', 'c*'], types: ['string', 'hash'], ttl: 'with' },
        databases: [
          { source: 0, target: 0 },
          { source: 2, target: 2 },
        ],
        ...{
          sample: 10,
          dryRun: true,
          keysPerSecond: 100,
          bytesPerSecond: 2_000_000,
          bigKeyBytes: 10_000,
          maxMemory: 150_000_000,
        },
      },
      report: 'r.json',
      json: true,
      warnings: [],
    });
  });

  it('gives way to the command line', () => {
    const text = JSON.stringify({ ...ENDS, exclude: ['a', 'b'], 'rate-keys': 5, json: false, match: 'm' });
    const { plan, source, json } = parse(
      text,
      ...['--exclude', 'c', '--rate-keys=7', '--source', 'redis://c', '--json'],
    );
    expect(plan).toEqual({ onConflict: 'replace', match: 'm', exclude: ['c'], keysPerSecond: 7 });
    expect(source.address.host).toBe('c');
    expect(json).toBe(true);
  });

  it.each<[string, RegExp]>([
    ['{"rate-key": 1}', /^--rate-key in the file of --config is not known/],
    ['{"match": true}', /^--match in the file of --config lacks its value/],
    ['{"dry-run": "yes"}', /^--dry-run in the file of --config/],
    ['{"match": null}', /^match in the file of --config is neither text/],
    ['{"exclude": [["a"]]}', /^exclude in the file of --config is neither text/],
    ['{"match": ""}', /^--match is empty/],
    ['{"rate-keys": -1, "source": "redis://a", "target": "redis://b"}', /^--rate-keys is not a whole number/],
    ['{"config": "other.json"}', /^config does not belong into/],
    ['{"a=b": 1}', /holds a name that is no option/],
    ['[]', /is not a JSON object/],
    ['{', /is not JSON/],
    [`{"password": "${SECRET}"}`, /holds a password; .*ECM_SOURCE_PASSWORD, ECM_TARGET_PASSWORD/],
    [`{"source-password": "${SECRET}"}`, /holds a password/],
    [`{"ECM_TARGET_PASSWORD": "${SECRET}"}`, /holds a password/],
    [`{"source": "redis://:${SECRET}@h", "target": "redis://b"}`, /holds a password/],
    [`{"source": "redis://a", "target": "rediss://u:${SECRET}@h"}`, /holds a password/],
    [`{"${SECRET}": "redis://:${SECRET}@h" `, /is not JSON/],
  ])('refuses %s', (text, why) => {
    const failure = failureOf(() => parse(text));
    expect(failure).toMatchObject({ code: 'usage', why: expect.stringMatching(why) as string });
    expect(`${failure.message} ${failure.stack ?? ''} ${String(failure.cause)}`).not.toContain(SECRET);
  });

  it('is small', () => {
    expect(failureOf(() => wordsOfConfig(' '.repeat(1_000_001))).why).toMatch(/too large/);
  });

  it('must be there, and fit the command', () => {
    expect(failureOf(() => parseCommandLine(['copy', '--config', join(folder, 'none')], {})).why).toMatch(
      /could not be read \(ENOENT\)/,
    );
    expect(failureOf(() => parseCommandLine(['copy', '--config', ''], {})).why).toBe('--config is empty');
    const file = join(folder, 'copy.json');
    writeFileSync(file, JSON.stringify({ ...ENDS, sample: 5 }));
    expect(failureOf(() => parseCommandLine(['verify', '--config', file], {})).why).toBe(
      'verify does not take --sample',
    );
  });

  it('gives options or a usage failure, and never repeats a value', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(SECRET, [SECRET], `redis://:${SECRET}@h`));
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom('match', 'source'), fc.string()), value),
        (options) => {
          try {
            for (const word of wordsOfConfig(JSON.stringify(options))) expect(word).toMatch(/^--[a-z]/);
          } catch (error) {
            if (!isFailure(error)) throw error;
            expect(error.code).toBe('usage');
            expect(error.message).not.toContain(SECRET);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
