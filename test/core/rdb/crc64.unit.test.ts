import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeCrc64 } from '../../../src/core/rdb/crc64';
import { createPrng } from '../../lab/dataset/prng';
import { corpusNames, readCorpus } from './corpus';

/** Bit by bit, by the definition: reflected Jones polynomial, initial value 0, no final xor. */
function byDefinition(bytes: Uint8Array): bigint {
  let crc = 0n;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1n) === 1n ? (crc >> 1n) ^ 0x95ac9329ac4bc9b5n : crc >> 1n;
  }
  return crc;
}

function crc64(bytes: Uint8Array): bigint {
  const buffer = Buffer.alloc(bytes.length + 8);
  buffer.set(bytes);
  writeCrc64(buffer, bytes.length);
  return buffer.readBigUInt64LE(bytes.length);
}

it('gives the check value', () => {
  expect(crc64(Buffer.from('123456789'))).toBe(0xe9c6d914c4b8d9can);
  expect(crc64(new Uint8Array())).toBe(0n);
});

it('agrees with the definition on every length up to 64 and on random input', () => {
  const random = createPrng('crc64');
  for (let length = 0; length <= 64; length++) {
    const bytes = random.bytes(length);
    expect(crc64(bytes)).toBe(byDefinition(bytes));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      expect(crc64(bytes)).toBe(byDefinition(bytes));
    }),
  );
});

it('reads and writes only what it was given, wherever the bytes lie', () => {
  const all = Buffer.alloc(100, 0xee);
  const bytes = all.subarray(3, 60);
  writeCrc64(bytes, 21);
  expect(bytes.readBigUInt64LE(21)).toBe(byDefinition(bytes.subarray(0, 21)));
  expect([...all.subarray(0, 24), ...all.subarray(32)]).toEqual(Array<number>(92).fill(0xee));
});

it('gives the CRC that real servers gave', () => {
  for (const { values } of corpusNames.map(readCorpus)) {
    for (const { payload } of values) {
      const length = payload.length - 8;
      expect(crc64(payload.subarray(0, length))).toBe(Buffer.from(payload).readBigUInt64LE(length));
    }
  }
});
