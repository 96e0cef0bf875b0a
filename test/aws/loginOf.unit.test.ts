import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loginOf } from '../../src/aws/loginOf';
import { isFailure } from '../../src/core/model/failure';
import { nameOfSecret, regionOfSecret } from '../../src/core/model/secretArn';

const ARN = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:shop/orders-AbCdEf';
const of = (text: string, key?: string): unknown =>
  loginOf(text, { arn: ARN, ...(key === undefined ? {} : { key }) });

describe('the login of a secret', () => {
  it('is a text as a whole, or what stands in its JSON', () => {
    expect(of('s3cret')).toEqual({ password: 's3cret' });
    expect(of('{"username":"app","password":"s3cret","engine":"redis"}')).toEqual({
      username: 'app',
      password: 's3cret',
    });
    expect(of('{"password":"s3cret"}')).toEqual({ password: 's3cret' });
    expect(of('{"auth-token":"s3cret","username":"app"}', 'auth-token')).toEqual({ password: 's3cret' });
    // What is JSON, and yet no object.
    for (const text of ['12345', '"quoted"', '[1]', 'null', '{"half"']) {
      expect(of(text)).toEqual({ password: text });
    }
  });

  it('is refused with its reason where there is none, and nothing of the secret is repeated', () => {
    const why = (text: string, key?: string): string => {
      try {
        of(text, key);
      } catch (error) {
        if (isFailure(error)) return `${error.code}: ${error.message}`;
      }
      throw new Error('was taken');
    };
    expect(why('')).toMatch(/^aws\.secret: Could not read the secret shop\/orders: it is empty/);
    expect(why('plain-s3cret', 'token')).toMatch(/no JSON, and has no key token/);
    expect(why('{"other":"s3cret"}')).toMatch(/no text under the key password/);
    expect(why('{"password":7}')).toMatch(/no text under the key password/);
    expect(why('{"password":""}')).toMatch(/no text under the key password/);
    expect(why('{}', 'toString')).toMatch(/no text under the key toString/);
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), fc.string({ minLength: 12 }), (name, value) => {
        fc.pre(name !== 'password' && !name.startsWith('__'));
        expect(why(JSON.stringify({ [name]: value }))).not.toContain(value);
      }),
    );
  });

  it('is asked for where its ARN says', () => {
    expect(regionOfSecret(ARN)).toBe('eu-west-3');
    expect(
      regionOfSecret(ARN.replace('arn:aws:', 'arn:aws-us-gov:').replace('eu-west-3', 'us-gov-east-1')),
    ).toBe('us-gov-east-1');
    for (const arn of [
      '',
      'orders',
      ARN.replace('secretsmanager', 'ssm'),
      `${ARN} `,
      ARN.replace('eu-west-3', ''),
    ]) {
      expect(regionOfSecret(arn)).toBeNull();
    }
    expect(nameOfSecret(ARN)).toBe('shop/orders');
  });
});
