import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/rdb/decode';
import { kindOfType } from '../../../src/core/rdb/valueType';
import { canonical, corpusNames, digest, readCorpus } from './corpus';
import { failureOf } from '../failureOf';
import { naturalEncoding, packEntries, writeElement, writeListpack } from './writeListpack';
import { RdbWriter, rawString } from '../../../src/core/rdb/writer';
import { ValueType } from '../../../src/core/rdb/valueType';

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
