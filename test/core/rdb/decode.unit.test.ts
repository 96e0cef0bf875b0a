import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/core/model/failure';
import { decode } from '../../../src/core/rdb/decode';
import { kindOfType } from '../../../src/core/rdb/valueType';
import { canonical, corpusNames, digest, readCorpus } from './corpus';
import { failureOf } from '../failureOf';
import { createPrng } from '../../lab/dataset/prng';
import { naturalEncoding, packEntries, writeElement, writeListpack } from './writeListpack';
import { RdbWriter, rawString } from '../../../src/core/rdb/writer';
import { ValueType } from '../../../src/core/rdb/valueType';

const FUZZED = 20_000;

describe.each(corpusNames)('payloads of %s', (name) => {
  const corpus = readCorpus(name);
  const [modules, values] = [
    corpus.values.filter(({ type }) => type === 'vectorset'),
    corpus.values.filter(({ type }) => type !== 'vectorset'),
  ];

  it.each(values)('decodes $name to what the server answered', ({ type, payload, value, sha256 }) => {
    const decoded = decode(payload);
    expect(decoded.kind).toBe(type);
    expect(kindOfType(payload[0])).toBe(type);
    const form = canonical(decoded);
    if (sha256 === undefined) expect(form).toEqual(value);
    else expect(digest(form)).toBe(sha256);
  });

  it('does not decode the values of modules', () => {
    for (const { payload } of modules) {
      expect(kindOfType(payload[0])).toBe('module');
      expect(failureOf(() => decode(payload)).code).toBe('payload.unsupported');
    }
  });
});

describe('damaged payloads', () => {
  const small = corpusNames
    .flatMap((name) => readCorpus(name).values)
    .filter(({ payload }) => payload.length < 3000);

  it('says so for every payload cut anywhere', () => {
    for (const { payload } of small) {
      for (let length = 0; length < payload.length; length += Math.ceil(payload.length / 60)) {
        decodeOrFail(payload.subarray(0, length));
      }
    }
  });

  it(`gives a value or a Failure for ${String(FUZZED)} payloads with flipped bits, soon and in bounded memory`, () => {
    const random = createPrng('flipped');
    let refused = 0;
    let slowest = 0;
    for (let round = 0; round < FUZZED; round++) {
      const { payload } = small[random.between(0, small.length - 1)] ?? { payload: new Uint8Array() };
      const damaged = payload.slice();
      for (let flips = 1 + random.between(0, 3); flips > 0; flips--) {
        const at = random.between(0, damaged.length - 11);
        damaged[at] = random.between(0, 2) === 0 ? 0xff : random.between(0, 255);
      }
      const begin = performance.now();
      if (!decodeOrFail(damaged)) refused++;
      slowest = Math.max(slowest, performance.now() - begin);
    }
    expect(refused).toBeGreaterThan(FUZZED / 20);
    expect(slowest).toBeLessThan(500);
    expect(process.memoryUsage().rss).toBeLessThan(1_500_000_000);
  }, 60_000);

  it('survives noise of every type byte', () => {
    const random = createPrng('noise');
    for (let round = 0; round < 5_000; round++) {
      const noise = random.bytes(random.between(0, 79));
      noise[0] = round % 30;
      decodeOrFail(noise);
    }
  });
});

describe('streams that no server makes by default', () => {
  const stream = (listpack: Uint8Array): Uint8Array => {
    const writer = new RdbWriter(ValueType.stream, listpack.length).length(1);
    writer.raw(rawString(new Uint8Array(16))).raw(rawString(listpack));
    return writer.length(1).length(1).length(0).length(0).payload();
  };

  it('does not reserve memory for a master entry that lies about its fields', () => {
    for (const fields of [30_000_000, 4_000_000_000]) {
      const before = process.memoryUsage().rss;
      expect(failureOf(() => decode(stream(writeListpack([1, 0, fields])))).code).toBe('payload.unreadable');
      expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    }
  });

  it('reads a node of any number of entries', () => {
    const entries = 150_000;
    const natural = (element: number): Uint8Array => writeElement(element, naturalEncoding(element));
    const head = [entries, 0, 1, 7, 0].map(natural);
    // Flags, id, one value, how many elements to walk back.
    const entry = new Uint8Array(Buffer.concat([2, 0, 0, 5, 4].map(natural)));
    const value = decode(stream(packEntries([...head, ...Array<Uint8Array>(entries).fill(entry)])));
    expect(value.kind === 'stream' && value.entries.length).toBe(entries);
  });
});

/** @returns whether it decoded; anything but a value or a Failure fails the test. */
function decodeOrFail(payload: Uint8Array): boolean {
  try {
    decode(payload);
    return true;
  } catch (error) {
    if (!isFailure(error)) throw error;
    expect(error.code).toMatch(/^payload\./);
    return false;
  }
}
