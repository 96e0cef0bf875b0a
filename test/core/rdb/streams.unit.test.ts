import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/rdb/decode';
import { footerVersion, payloadBody } from '../../../src/core/rdb/footer';
import { RdbReader } from '../../../src/core/rdb/reader';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';
import { readStreamImage } from '../../../src/core/rdb/streamImage';
import type { StreamForm } from '../../../src/core/rdb/streamImage';
import { Transcoder } from '../../../src/core/rdb/transcode';
import type { Transcoded } from '../../../src/core/rdb/transcode';
import type { StreamValue } from '../../../src/core/rdb/value';
import { RdbWriter } from '../../../src/core/rdb/writer';
import { failureOf } from '../failureOf';
import { canonical, corpusNames, readCorpus } from './corpus';

const redis = (version: string, rdbVersion: number): ServerFormat => ({
  product: 'redis',
  version,
  rdbVersion,
});
const redis86 = redis('8.6.3', 13);
const redis70 = redis('7.0.15', 10);
const redis60 = redis('6.0.16', 9);
const valkey81: ServerFormat = { product: 'valkey', version: '8.1.1', rdbVersion: 11 };

const streams = corpusNames.flatMap((name) =>
  readCorpus(name)
    .values.filter(({ type }) => type === 'stream')
    .map((one) => ({ ...one, from: name, form: one.payload[0] as StreamForm })),
);

/** What Redis 8.6 makes of a stream of type 21: another type, and the state of its producers at the end. */
function as26(payload: Uint8Array, producers: boolean): Uint8Array {
  const body = payloadBody(payload);
  const writer = new RdbWriter(26, body.length + 40).raw(body.subarray(1)).length(100).length(100);
  if (!producers) return writer.length(0).length(0).length(0).payload();
  writer.length(1).string(Buffer.from('producer')).length(1);
  writer.string(Buffer.from('id')).length64(1_700_000_000_000).length(0);
  return writer.length(1).length(0).payload();
}

function written(transcoded: Transcoded): Uint8Array {
  if (transcoded.kind !== 'payload') throw new Error(`it is ${transcoded.kind}`);
  return transcoded.payload;
}

const form = (payload: Uint8Array): StreamForm => payload[0] as StreamForm;
const stream = (payload: Uint8Array): StreamValue => canonical(decode(payload)) as StreamValue;

/** What is left of a stream where a form has no counters. */
const bare = (one: StreamValue): unknown => ({
  ...one,
  maxDeletedId: null,
  entriesAdded: null,
  groups: one.groups.map((group) => ({ ...group, entriesRead: null })),
});

describe.each(streams)('$name of $from, type $form', ({ payload, form: type }) => {
  it('keeps all but what the form lacks, entries, groups and pending messages included', () => {
    const before = stream(payload);
    for (const [target, newest] of [
      [redis60, 15],
      [redis70, 19],
      [valkey81, 21],
    ] as const) {
      const result = new Transcoder(redis86, target).transcode(payload.slice(), 0);
      expect(result).not.toHaveProperty('loss');
      const after = written(result);
      expect(form(after)).toBe(Math.min(type, newest));
      expect(stream(after)).toEqual(form(after) === 15 ? bare(before) : before);
    }
  });
});

describe('type 26', () => {
  const groups = streams.filter(({ form: type, name }) => type === 21 && name === 'stream:groups_pel');

  it.each([false, true])('becomes every other form; producers that used it: %s', (producers) => {
    expect(groups.length).toBeGreaterThan(2);
    for (const { payload } of groups) {
      const rich = as26(payload, producers);
      expect(stream(rich)).toEqual(stream(payload));
      for (const [target, newest] of [
        [redis60, 15],
        [redis70, 19],
        [valkey81, 21],
      ] as const) {
        const result = new Transcoder(redis86, target).transcode(rich.slice(), 0);
        expect(result.kind === 'payload' && result.loss).toBe(producers ? 'stream-idempotency' : undefined);
        const after = written(result);
        expect([form(after), footerVersion(after)]).toEqual([newest, 6]);
        expect(stream(after)).toEqual(newest === 15 ? bare(stream(payload)) : stream(payload));
      }
    }
  });

  it('becomes 21 where it lies, to the byte what it was before', () => {
    for (const { payload } of groups) {
      const rich = as26(payload, true);
      const after = written(new Transcoder(redis86, valkey81).transcode(rich, 0));
      expect(after.buffer).toBe(rich.buffer);
      expect([...payloadBody(after)]).toEqual([...payloadBody(payload)]);
    }
  });

  it('stays as it is for a server that has it', () => {
    const [first] = groups;
    const rich = as26(first?.payload ?? new Uint8Array(), true);
    expect(new Transcoder(redis86, redis86).transcode(rich, 0)).toEqual({ kind: 'payload', payload: rich });
  });
});

it('says so when bytes follow the end, or the end is missing', () => {
  for (const { payload, form: type } of streams) {
    const body = payloadBody(payload);
    const longer = Uint8Array.from([...body, 0]);
    expect(failureOf(() => readStreamImage(new RdbReader(longer, 1), type)).why).toBe('bytes follow its end');
    const shorter = body.subarray(0, -1);
    expect(failureOf(() => readStreamImage(new RdbReader(shorter, 1), type)).code).toBe('payload.unreadable');
  }
});
