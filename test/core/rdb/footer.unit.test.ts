import { describe, expect, it } from 'vitest';
import { writeCrc64 } from '../../../src/core/rdb/crc64';
import { footerVersion, payloadBody, stampFooter } from '../../../src/core/rdb/footer';
import { failureOf } from '../failureOf';
import { corpusNames, readCorpus } from './corpus';

describe.each(corpusNames)('footers of %s', (name) => {
  const { rdbVersion, values } = readCorpus(name);

  it('name the RDB version of the server', () => {
    for (const { payload } of values) expect(footerVersion(payload)).toBe(rdbVersion);
  });

  it('become version 6 with a right CRC, and nothing else changes', () => {
    for (const { payload } of values) {
      const stamped = payload.slice();
      expect(stampFooter(stamped)).toBe(stamped);
      expect(footerVersion(stamped)).toBe(6);
      expect(Buffer.compare(payloadBody(stamped), payloadBody(payload))).toBe(0);
      const again = stamped.slice();
      writeCrc64(again, again.length - 8);
      expect(Buffer.compare(again, stamped)).toBe(0);
    }
  });
});

it('refuses what is shorter than a footer, and names its length only', () => {
  for (let length = 0; length < 10; length++) {
    const failure = failureOf(() => footerVersion(new Uint8Array(length).fill(0x41)));
    expect(failure).toMatchObject({ code: 'payload.unreadable' });
    expect(failure.why).toContain(`${String(length)} bytes`);
  }
});

it('reads versions of two bytes', () => {
  const payload = new Uint8Array(11);
  payload.set([0x50, 0x01], 1);
  expect(footerVersion(payload)).toBe(0x150);
});
