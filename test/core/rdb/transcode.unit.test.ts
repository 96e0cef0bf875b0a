import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/rdb/decode';
import { readTtlFields, writeHash } from '../../../src/core/rdb/fieldTtlHash';
import { footerVersion, payloadBody } from '../../../src/core/rdb/footer';
import { acceptsFooter, readsType } from '../../../src/core/rdb/serverFormat';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';
import { Transcoder } from '../../../src/core/rdb/transcode';
import type { Transcoded } from '../../../src/core/rdb/transcode';
import { ValueType } from '../../../src/core/rdb/valueType';
import { RdbWriter, rawString } from '../../../src/core/rdb/writer';
import { failureOf } from '../failureOf';
import { canonical, corpusNames, digest, readCorpus } from './corpus';

const NOW = Date.UTC(2026, 0, 1);

const server = (
  product: 'redis' | 'valkey',
  version: string,
  rdbVersion: number | null = null,
): ServerFormat => ({
  product,
  version,
  rdbVersion,
});
const redis70 = server('redis', '7.0.15', 10);
const redis80 = server('redis', '8.0.2', 12);
const valkey81 = server('valkey', '8.1.1', 11);
const valkey91 = server('valkey', '9.1.2', 80);

function payloadOf(transcoded: Transcoded): Uint8Array {
  if (transcoded.kind !== 'payload') throw new Error(`it is ${transcoded.kind}`);
  return transcoded.payload;
}

function hash(form: 4 | 22 | 24, ...fields: [name: string, expireAt: number][]): Uint8Array {
  return writeHash(
    form,
    fields.map(([name, expireAt]) => ({
      field: rawString(Buffer.from(name)),
      value: rawString(Buffer.from('v')),
      expireAt,
    })),
  );
}

/** A value of a module as DUMP gives it: the id of the type `name`, then nothing. */
function moduleValue(name: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const id =
    Array.from(name).reduce((sum, letter) => (sum << 6n) | BigInt(alphabet.indexOf(letter)), 0n) << 10n;
  const raw = Buffer.alloc(10, 0x81);
  raw.writeBigUInt64BE(id, 1);
  return new RdbWriter(ValueType.module, 20).raw(raw.subarray(0, 9)).length(0).payload();
}

describe('the corpus', () => {
  const targets = [
    server('redis', '2.8.24', 6),
    server('redis', '4.0.14', 8),
    server('redis', '6.0.16', 9),
    redis70,
    redis80,
    server('redis', '8.6.3', 13),
    valkey81,
    valkey91,
  ];
  const cases = corpusNames.flatMap((from) => targets.map((target) => ({ from, target })));

  it.each(cases)('means the same: $from to $target.product $target.version', ({ from, target }) => {
    const corpus = readCorpus(from);
    const transcoder = new Transcoder(corpus, target);
    for (const { name, type, payload } of corpus.values) {
      const given = payload.slice();
      const result = transcoder.transcode(given, NOW);
      const streamless = type === 'stream' && !readsType(target, ValueType.stream);
      if (type === 'vectorset' || streamless) {
        const native = target.product === 'redis' && target.version.startsWith('8.');
        expect([name, result.kind]).toEqual([name, native && !streamless ? 'payload' : 'refused']);
        continue;
      }
      const before = canonical(decode(payload));
      const written = payloadOf(result);
      const known = readsType(target, payload[0] ?? 255);
      expect(readsType(target, written[0] ?? 255)).toBe(true);
      const lossy = hasTtl(before) && !readsType(target, 22) && !readsType(target, 24);
      expect(result.kind === 'payload' && result.loss).toBe(lossy ? 'hash-field-ttl' : undefined);
      const expected = lossy ? (before as [string, string, number][]).map(([f, v]) => [f, v, 0]) : before;
      // Digests: comparing large values member by member takes half a minute.
      expect(digest(canonical(decode(written))), name).toBe(
        digest(written[0] === 15 ? bare(expected) : expected),
      );
      const untouched = known && acceptsFooter(target, corpus.rdbVersion ?? 0);
      if (untouched) expect(Buffer.compare(written, payload)).toBe(0);
      else expect(footerVersion(written)).toBe(6);
      // In place is the same, wherever the payload lies, and only where nothing but the footer changes.
      const around = (bytes: Uint8Array): Uint8Array =>
        Buffer.concat([Buffer.from('abc'), bytes, Buffer.from('de')]);
      const among = around(payload);
      expect(transcoder.inPlace(among, 3, 3 + payload.length)).toBe(known);
      expect(Buffer.compare(among, around(known ? written : payload))).toBe(0);
    }
  });

  it('knows no step in place before it has decided one, nor for another footer', () => {
    const transcoder = new Transcoder(redis80, valkey81);
    const payload = new RdbWriter(ValueType.string, 9).string(Buffer.from('v')).payload();
    expect(transcoder.inPlace(payload, 0, payload.length)).toBe(false);
    transcoder.transcode(payload.slice(), NOW);
    expect(transcoder.inPlace(payload, 0, payload.length)).toBe(true);
    payload[payload.length - 10] = 12;
    expect(transcoder.inPlace(payload, 0, payload.length)).toBe(false);
    expect(footerVersion(payloadOf(transcoder.transcode(payload, NOW)))).toBe(6);
    for (const length of [0, 9, 10])
      expect(transcoder.inPlace(new Uint8Array(length), 0, length)).toBe(false);
  });
});

function hasTtl(form: unknown): boolean {
  return Array.isArray(form) && form.some((row) => Array.isArray(row) && Number(row[2] ?? 0) > 0);
}

/** A stream without the figures that type 15 lacks. */
function bare(form: unknown): unknown {
  const stream = form as { readonly groups: readonly object[] };
  const groups = stream.groups.map((group) => ({ ...group, entriesRead: null }));
  return { ...stream, maxDeletedId: null, entriesAdded: null, groups };
}

describe('hashes with field TTLs', () => {
  it('take the richest form that the target reads', () => {
    const forms: [Uint8Array, ServerFormat, ServerFormat, number][] = [
      [hash(24, ['a', NOW + 1]), redis80, valkey91, 22],
      [hash(24, ['a', NOW + 1]), redis80, valkey81, 4],
      [hash(24, ['a', NOW + 1]), redis80, redis70, 4],
      [hash(22, ['a', NOW + 1]), valkey91, redis80, 24],
      [hash(22, ['a', NOW + 1]), valkey91, valkey81, 4],
      [hash(22, ['a', NOW + 1]), valkey91, valkey91, 22],
    ];
    for (const [payload, from, to, type] of forms) {
      expect(payloadOf(new Transcoder(from, to).transcode(payload, NOW))[0]).toBe(type);
    }
  });

  it('leave expired fields behind, and say nothing of a loss when no TTL was left', () => {
    const transcoder = new Transcoder(redis80, valkey81);
    const mixed = transcoder.transcode(hash(24, ['dead', NOW], ['live', 0], ['later', NOW + 1]), NOW);
    expect(mixed).toMatchObject({ loss: 'hash-field-ttl' });
    expect(canonical(decode(payloadOf(mixed)))).toEqual(
      [
        [Buffer.from('later').toString('base64'), 'dg==', 0],
        [Buffer.from('live').toString('base64'), 'dg==', 0],
      ].sort(),
    );
    const plain = transcoder.transcode(hash(24, ['dead', NOW - 5], ['live', 0]), NOW);
    expect(plain).not.toHaveProperty('loss');
    expect(payloadOf(plain)[0]).toBe(4);
  });

  it('of nothing but expired fields are gone', () => {
    for (const [from, to, form] of [
      [redis80, valkey81, 24],
      [redis80, valkey91, 24],
      [valkey91, redis80, 22],
    ] as const) {
      expect(new Transcoder(from, to).transcode(hash(form, ['a', NOW], ['b', 1]), NOW)).toEqual({
        kind: 'expired',
      });
    }
  });

  it('keep every expiry to the millisecond', () => {
    const payload = hash(24, ['a', NOW + 1], ['b', 4_102_444_800_123], ['c', 0]);
    const written = payloadOf(new Transcoder(redis80, valkey91).transcode(payload, NOW));
    expect(readTtlFields(payloadBody(written)).map(({ expireAt }) => expireAt)).toEqual([
      NOW + 1,
      4_102_444_800_123,
      0,
    ]);
  });
});

describe('type 22, which is two formats', () => {
  it('of Valkey never reaches a Redis by a new footer alone: it would become an empty hash', () => {
    const payload = hash(22, ['\u0001', 0]);
    for (const version of ['7.2.6', '7.4.1', '8.0.6', '8.6.3']) {
      const written = payloadOf(
        new Transcoder(valkey91, server('redis', version)).transcode(payload.slice(), NOW),
      );
      expect(written[0]).toBe(4);
      expect(canonical(decode(written))).toEqual([['AQ==', 'dg==', 0]]);
    }
  });

  it('of a Redis release candidate is refused', () => {
    const transcoded = new Transcoder(redis80, valkey91).transcode(hash(22, ['a', 0]), NOW);
    expect(transcoded).toEqual({ kind: 'refused', reason: expect.stringMatching(/type 22/) as string });
  });
});

describe('what the target cannot have', () => {
  it('names the module', () => {
    const reason = 'it belongs to the module type vectorset, which the target does not have';
    for (const target of [valkey81, valkey91, server('redis', '6.0.16')]) {
      const transcoded = new Transcoder(redis80, target).transcode(moduleValue('vectorset'), NOW);
      expect(transcoded).toEqual({ kind: 'refused', reason });
    }
    const same = new Transcoder(redis80, server('redis', '8.6.3')).transcode(moduleValue('ReJSON-RL'), NOW);
    expect(payloadOf(same)[0]).toBe(ValueType.module);
  });

  it('never sends a module to a server that would exit over it', () => {
    for (const version of ['4.0.14', '5.0.14', '6.0.16']) {
      const transcoder = new Transcoder(server('redis', '4.0.14'), server('redis', version));
      expect(transcoder.transcode(moduleValue('ReJSON-RL'), NOW).kind).toBe('refused');
    }
  });

  it.each([6, 8, 22, 23, 27, 99, 200, 243, 255])('refuses type %i, which it does not know', (type) => {
    const payload = new RdbWriter(type, 10).raw(new Uint8Array(20)).payload();
    for (const target of [redis70, redis80, valkey81, valkey91]) {
      const transcoded = new Transcoder(server('redis', '8.6.3', 13), target).transcode(payload, NOW);
      expect(transcoded).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/./) as string });
    }
  });

  it('hands types of the future to a server of the same line that is not older', () => {
    const payload = new RdbWriter(28, 10).raw(new Uint8Array(20)).payload();
    const to = (target: ServerFormat): string =>
      new Transcoder(server('redis', '8.8.1', 14), target).transcode(payload, NOW).kind;
    expect([to(server('redis', '8.8.1', 14)), to(server('redis', '8.10.0', 15))]).toEqual([
      'payload',
      'payload',
    ]);
    expect([to(server('redis', '8.8.0', 14)), to(valkey91)]).toEqual(['refused', 'refused']);
  });

  it('has no streams before Redis 5', () => {
    for (const type of [15, 19, 21, 26]) {
      const payload = new RdbWriter(type, 10).length(0).payload();
      const transcoder = new Transcoder(server('redis', '8.6.3', 13), server('redis', '4.0.14', 8));
      expect(transcoder.transcode(payload, NOW)).toEqual({
        kind: 'refused',
        reason: 'Redis 4.0.14 has no streams, they came with Redis 5.0',
      });
    }
  });

  it('throws a Failure for what is no payload', () => {
    for (const length of [0, 5, 9]) {
      const transcoder = new Transcoder(redis80, valkey81);
      expect(failureOf(() => transcoder.transcode(new Uint8Array(length), NOW)).code).toBe(
        'payload.unreadable',
      );
    }
    const cut = hash(24, ['a', NOW + 1]).subarray(4);
    cut[0] = 24;
    expect(failureOf(() => new Transcoder(redis80, valkey81).transcode(cut, NOW)).code).toBe(
      'payload.unreadable',
    );
  });
});
