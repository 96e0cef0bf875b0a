import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyCharts } from '../../src/app/panel/keyCharts';
import type { ChartView } from '../../src/bridge/chartView';
import { toBase64 } from '../../src/core/model/base64';
import type { KeySample } from '../../src/core/model/keySample';
import type { SampledKey } from '../../src/core/sample/sampleTally';
import { SampleTally } from '../../src/core/sample/sampleTally';

const encode = (name: string) => new TextEncoder().encode(name);
const key = (name: string, parts: Partial<SampledKey> = {}): SampledKey => ({
  key: encode(name),
  database: 0,
  type: 'string',
  bytes: 100,
  left: -1,
  encoding: 'raw',
  groups: null,
  ...parts,
});

/** Three small strings that stay, and a large hash that expires within the hour. */
function sampleOf(
  endedBy: KeySample['endedBy'],
  keys = [
    key('user:1'),
    key('user:2'),
    key('user:3'),
    key('plain', { type: 'hash', bytes: 900, left: 5000, database: 3 }),
  ],
): KeySample {
  const tally = new SampleTally();
  for (const one of keys) tally.add(one);
  return tally.sample(endedBy);
}

function chart(sample: KeySample, id: string): ChartView {
  const found = keyCharts(sample).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no chart ${id}`);
  return found;
}

describe('of a whole look at the keys', () => {
  const whole = sampleOf('end');

  it('sets keys and memory of each kind beside each other', () => {
    const { says, labels, series, table } = chart(whole, 'kinds');
    expect(says).toBe('Strings are 75 % of the keys; hashes take 75 % of the memory.');
    expect(labels).toEqual(['strings', 'hashes']);
    expect(series).toEqual([
      { name: 'of the keys', values: [0.75, 0.25], texts: ['75 %', '25 %'], off: null },
      { name: 'of the memory', values: [0.25, 0.75], texts: ['25 %', '75 %'], off: null },
    ]);
    expect(table.rows[1]).toEqual(['hash', '1', '25 %', '75 %', '900 B', '900 B']);
  });

  it('tells sizes by doublings, and expiries by classes', () => {
    const sizes = chart(whole, 'sizes');
    expect(sizes.labels).toEqual(['64 B', '128 B', '256 B', '512 B']);
    expect(sizes.series[0]?.values).toEqual([3, 0, 0, 1]);
    expect(sizes.says).toContain('The largest takes 900 B.');
    expect(chart(whole, 'expiry').says).toBe('75 % of the keys never expire; 25 % expire within an hour.');
  });

  it('names the largest keys and the most frequent beginnings', () => {
    const largest = chart(whole, 'largest');
    expect(largest.table.rows[0]).toEqual(['plain', 'db3', 'hash', '900 B']);
    expect(largest.says).toBe('These 4 take 100 % of the memory of all keys.');
    const prefixes = chart(whole, 'prefixes');
    expect(prefixes.labels).toEqual(['user:', '(no colon)']);
    expect(prefixes.says).toBe('75 % of the names begin with “user:”.');
  });

  it('says one thing where one kind leads in both', () => {
    expect(chart(sampleOf('end', [key('a'), key('b')]), 'kinds').says).toBe(
      'Strings are 100 % of the keys and take 100 % of the memory.',
    );
  });
});

it('of a part it says how far each share may be off: by a standard deviation', () => {
  const { says, series, table } = chart(sampleOf('keys'), 'kinds');
  expect(says).toBe('Strings are about 75 % of the keys; hashes take 75 % of the memory.');
  expect(series[0]?.off).toEqual([Math.sqrt(3 / 4) / 4, Math.sqrt(3 / 4) / 4]);
  expect(table.rows.map(([, , share]) => share)).toEqual(['75 % ± 22', '25 % ± 22']);
  expect(chart(sampleOf('keys'), 'largest').says).toContain('there may be larger ones');
});

it('speaks of content where sizes are those of a file', () => {
  const ofFile: KeySample = { ...sampleOf('end'), sizesBy: 'file' };
  expect(chart(ofFile, 'kinds').says).toBe('Strings are 75 % of the keys; hashes take 75 % of the content.');
  expect(JSON.stringify(keyCharts(ofFile))).not.toContain('memory');
});

it('leaves out what the server does not tell, and everything where there is nothing', () => {
  const refused = sampleOf('end', [key('a', { bytes: null, left: null })]);
  expect(keyCharts(refused).map(({ id }) => id)).toEqual(['kinds', 'prefixes']);
  expect(chart(refused, 'kinds').series).toHaveLength(1);
  expect(keyCharts(sampleOf('end', []))).toEqual([]);
});

it('shows no name that would disturb the page as it is', () => {
  const odd = {
    ...sampleOf('end'),
    largest: [{ key: toBase64(Uint8Array.of(0, 255)), db: 0, kind: 'set' as const, bytes: 1 }],
  };
  expect(chart(odd, 'largest').labels).toEqual(['base64:AP8=']);
  expect(chart(sampleOf('end', [key('a\u0007b:1')]), 'prefixes').labels).toEqual(['a·b:']);
});

it('every chart has a figure, and a row of its table, for each label; shares add up', () => {
  const one = fc.record({
    name: fc.string({ maxLength: 12 }),
    type: fc.constantFrom('string', 'hash', 'list', 'stream', 'vectorset'),
    bytes: fc.integer({ min: 1, max: 2 ** 40 }),
    left: fc.integer({ min: -1, max: 1e12 }),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), fc.boolean(), (all, complete) => {
      const keys = all.map(({ name, ...parts }) => key(name, parts));
      for (const { id, labels, series, table } of keyCharts(sampleOf(complete ? 'end' : 'seconds', keys))) {
        expect(table.rows).toHaveLength(labels.length);
        expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
        for (const { values, texts, off } of series) {
          expect([values.length, texts.length]).toEqual([labels.length, labels.length]);
          expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
          if (off !== null) expect(off).toHaveLength(labels.length);
          const sum = values.reduce((total, value) => total + value, 0);
          if (id === 'kinds' || id === 'expiry') expect(sum).toBeCloseTo(1, 6);
          if (id === 'sizes') expect(sum).toBe(keys.length);
        }
      }
    }),
  );
});
