import { afterEach, expect, it } from 'vitest';
import type { Failure } from '../../src/core/model/failure';
import { isFailure } from '../../src/core/model/failure';
import { speak } from '../../src/core/model/t';
import { loginOf } from '../../src/aws/loginOf';
import { translate } from '../../src/aws/translate';
import { PSEUDO_WORDS, outsideOf } from '../l10n/pseudoWords';
import { SAYINGS } from './sayings';

afterEach(() => {
  speak({});
});

const SCOPES = [undefined, { profile: null, region: 'r' }, { profile: 'it is mine', region: 'r' }];

it('every failure of AWS is said in the language of the window, and whole', () => {
  speak(PSEUDO_WORDS);
  const errors: object[] = [
    ...SAYINGS.map(([name, message]) => Object.assign(new Error(message), { name })),
    Object.assign(new Error('no'), { name: 'AccessDenied' }),
    Object.assign(new Error('<html>'), { name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }),
    ...['ENOTFOUND', 'ECONNREFUSED', 'SELF_SIGNED_CERT_IN_CHAIN', 'x'].map((code) => ({ code })),
  ];
  const asked = SCOPES.flatMap((scope) =>
    [{}, { action: 'elasticache:DescribeEvents' }, { action: 'x:Write' }].map((more) => ({
      ...more,
      ...(scope === undefined ? {} : { scope }),
    })),
  );
  const failures = [
    ...errors.flatMap((error) => asked.map((about) => translate(error, '', about))),
    ...[
      { text: '', key: undefined },
      { text: 'x', key: 'a' },
      { text: '{}', key: undefined },
    ].map(refused),
  ];
  for (const { why, next } of failures) {
    expect(why).toMatch(/^⟦/);
    expect(outsideOf(why)).toBe('');
    expect(next).toMatch(/^⟦/);
    expect(outsideOf(next)).toBe('');
  }
});

function refused({ text, key }: { readonly text: string; readonly key: string | undefined }): Failure {
  try {
    loginOf(text, { arn: 'arn:aws:secretsmanager:r:1:secret:a', ...(key === undefined ? {} : { key }) });
  } catch (error) {
    if (isFailure(error)) return error;
  }
  throw new Error('was taken');
}
