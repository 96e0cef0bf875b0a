import fc from 'fast-check';
import { expect, it } from 'vitest';
import { payloadBody } from '../../../src/core/rdb/footer';
import { RdbReader } from '../../../src/core/rdb/reader';
import { parseScore, readTextScore, writeTextScore } from '../../../src/core/rdb/score';
import { RdbWriter } from '../../../src/core/rdb/writer';
import { failureOf } from '../failureOf';

const text = (content: string): Uint8Array => Buffer.from(content);

it.each([
  ['0', 0],
  ['-0', -0],
  ['3', 3],
  ['-1.5', -1.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1e+21', 1e21],
  ['4.9406564584124654e-324', 5e-324],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['Infinity', Infinity],
])('reads %s', (written, score) => {
  expect(parseScore(text(written))).toBe(score);
});

it.each(['', ' 1', '1 ', '0x10', '0b1', 'nan', '1e', '--1', 'infinite', '1,5'])('refuses "%s"', (written) => {
  expect(failureOf(() => parseScore(text(written))).code).toBe('payload.unreadable');
});

it('writes text that gives the same double, to the bit', () => {
  fc.assert(
    fc.property(fc.double(), (score) => {
      const writer = new RdbWriter(3, 40);
      writeTextScore(writer, score);
      const reader = new RdbReader(payloadBody(writer.payload()), 1);
      expect(readTextScore(reader)).toBe(score);
      expect(reader.remaining).toBe(0);
    }),
    { examples: [[NaN], [-0], [Infinity], [-Infinity]], numRuns: 2000 },
  );
});
