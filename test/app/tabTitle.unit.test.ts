import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tabTitle } from '../../src/app/panel/wizard/tabTitle';

it('keeps a short title, and of a long one its beginning and its end in 60 characters', () => {
  expect(tabTitle('orders → orders-valkey')).toBe('orders → orders-valkey');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      const whole = Array.from(title);
      const short = Array.from(tabTitle(title));
      if (whole.length <= 60) expect(short).toEqual(whole);
      else {
        expect([short.length, short[30]]).toEqual([60, '…']);
        expect(short.slice(0, 30)).toEqual(whole.slice(0, 30));
        expect(short.slice(31)).toEqual(whole.slice(-29));
      }
    }),
  );
});
