import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyName } from '../../../src/core/report/keyName';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

describe('keyName', () => {
  it.each([
    ['', '(empty name)'],
    ['user:1', 'user:1'],
    ['Grüße 👋', 'Grüße 👋'],
    ['a\nb', `base64:${base64('a\nb')}`],
    ['\u001b[31mred', `base64:${base64('\u001b[31mred')}`],
    ['right\u202eleft', `base64:${base64('right\u202eleft')}`],
    ['x'.repeat(81), `${'x'.repeat(80)}…`],
  ])('%j', (name, shown) => {
    expect(keyName(base64(name))).toBe(shown);
  });

  it('of bytes that are no text is base64', () => {
    expect(keyName(base64(Uint8Array.from([0xff, 0xfe])))).toBe('base64://4=');
  });

  it('never holds a control character or half a character, and is never long', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          const name = keyName(base64(bytes));
          expect(/\p{C}/u.test(name)).toBe(false);
          expect(Array.from(name).length).toBeLessThanOrEqual(81);
        },
      ),
      { numRuns: 500 },
    );
    expect(keyName(base64(`${'x'.repeat(79)}👋👋`))).not.toMatch(/\p{Cs}/u);
  });
});
