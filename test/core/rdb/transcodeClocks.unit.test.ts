import { describe, expect, it } from 'vitest';
import { readTtlFields, writeHash } from '../../../src/core/rdb/fieldTtlHash';
import { payloadBody } from '../../../src/core/rdb/footer';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';
import { Transcoder } from '../../../src/core/rdb/transcode';
import { ValueType } from '../../../src/core/rdb/valueType';
import { RdbWriter, rawString } from '../../../src/core/rdb/writer';

const NOW = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const text = (name: string): Uint8Array => rawString(Buffer.from(name));

const redis: ServerFormat = { product: 'redis', version: '8.0.2', rdbVersion: 12 };
const valkey: ServerFormat = { product: 'valkey', version: '9.1.2', rdbVersion: 80 };

/** The expiries of the fields, after a hash of both servers' own forms went from the one to the other. */
function moved(source: ServerFormat, target: ServerFormat, difference: number, expiries: number[]): unknown {
  const form = source.product === 'redis' ? ValueType.hashMetadata : ValueType.hash2;
  const fields = expiries.map((expireAt, index) => ({
    field: text(String(index)),
    value: text('v'),
    expireAt,
  }));
  const transcoder = new Transcoder(source, target, difference);
  // The second time the way is known.
  transcoder.transcode(writeHash(form, fields), NOW);
  const payload = writeHash(form, fields);
  const inPlace = transcoder.inPlace(payload, 0, payload.length);
  const transcoded = transcoder.transcode(payload, NOW);
  if (transcoded.kind !== 'payload') return transcoded.kind;
  const result = readTtlFields(payloadBody(transcoded.payload)).map(({ expireAt }) => expireAt);
  return { inPlace, result };
}

describe('a transcoder between servers with different clocks', () => {
  it.each([
    [redis, redis],
    [redis, valkey],
    [valkey, redis],
    [valkey, valkey],
  ])('moves the expiries of hash fields with the clock (%#)', (source, target) => {
    for (const difference of [HOUR, -HOUR]) {
      expect(moved(source, target, difference, [0, NOW + 1, NOW + 5 * HOUR])).toEqual({
        inPlace: false,
        result: [0, NOW + 1 + difference, NOW + 5 * HOUR + difference],
      });
    }
  });

  it("tells what has expired by the source's clock", () => {
    expect(moved(redis, redis, HOUR, [NOW - 1, NOW, NOW + 1])).toEqual({
      inPlace: false,
      result: [NOW + 1 + HOUR],
    });
    expect(moved(redis, redis, -HOUR, [NOW])).toBe('expired');
  });

  it('leaves all else alone', () => {
    expect(moved(redis, redis, 0, [NOW + 5])).toEqual({ inPlace: true, result: [NOW + 5] });
    const transcoder = new Transcoder(redis, redis, HOUR);
    const payload = new RdbWriter(ValueType.string, 3).string(Buffer.from('abc')).payload();
    expect(transcoder.transcode(payload, NOW)).toEqual({ kind: 'payload', payload });
    expect(transcoder.inPlace(payload, 0, payload.length)).toBe(true);
  });
});
