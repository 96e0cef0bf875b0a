import { expect, it } from 'vitest';
import { toBase64 } from '../../../src/core/model/base64';
import { hideNames } from '../../../src/core/sample/hideNames';
import { SAMPLE } from '../rules/evidenceOf';

it('takes away every name and beginning of one, and nothing else', () => {
  const key = toBase64(new TextEncoder().encode('user:secret-name'));
  const sample = { ...SAMPLE, largest: [{ key, db: 3, kind: 'hash' as const, bytes: 9 }] };
  const hidden = hideNames(sample);
  expect(hidden.largest).toEqual([{ key: btoa('(hidden)'), db: 3, kind: 'hash', bytes: 9 }]);
  expect(hidden.prefixes).toEqual([{ prefix: '(hidden 1)', count: 5, tagged: 0 }]);
  expect({ ...hidden, largest: sample.largest, prefixes: sample.prefixes }).toEqual(sample);
});
