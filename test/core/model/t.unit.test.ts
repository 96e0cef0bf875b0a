import { afterEach, describe, expect, it } from 'vitest';
import { speak, t, words } from '../../../src/core/model/t';

afterEach(() => {
  speak({});
});

describe('t', () => {
  it('says a text as it stands, with its values, where no language was given', () => {
    expect(t('Nothing is left.')).toBe('Nothing is left.');
    expect(t('{0} of {1} keys, {0}', 3, '5')).toBe('3 of 5 keys, 3');
    expect(t('{0} and {1}', 'x')).toBe('x and {1}');
    expect(words()).toEqual({});
  });

  it('says it in the language that was given, whose places may stand elsewhere', () => {
    speak({ '{0} of {1} keys': '키 {1}개 중 {0}개' });
    expect(t('{0} of {1} keys', 3, 5)).toBe('키 5개 중 3개');
    expect(t('{0} keys', 3)).toBe('3 keys');
  });

  it('leaves other braces as they are', () => {
    expect(t('{title} {} {0', 'x')).toBe('{title} {} {0');
    expect(t('{{0}} {title', 'x')).toBe('{x} {title');
  });

  it('puts no value into another value', () => {
    expect(t('{0} {1}', '{1}', '$&')).toBe('{1} $&');
  });
});
