import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/node/commandLine';

const ARN = 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:orders-AbCdEf';

function secretOf(text: string, env: Record<string, string> = {}, url = 'redis://b'): unknown {
  const ends = ['--source', 'redis://a', '--target', url, '--target-secret', text];
  const parsed = parseCommandLine(['verify', ...ends], env);
  if (parsed.command !== 'verify') throw new Error('another command');
  expect(parsed.source.secret).toBeUndefined();
  return parsed.target?.secret;
}

describe('--target-secret', () => {
  it('names a secret, and what to take of it', () => {
    expect(secretOf(ARN)).toEqual({ arn: ARN });
    expect(secretOf(`${ARN},profile=Prod Team,key=auth-token`)).toEqual({
      arn: ARN,
      key: 'auth-token',
      profile: 'Prod Team',
    });
  });

  it.each([
    ['orders', {}, undefined, /^--target-secret does not begin with arn:aws:secretsmanager:/],
    [`${ARN},region=eu-west-1`, {}, undefined, /^--target-secret is not ARN\[,key=NAME\]\[,profile=NAME\]/],
    [`${ARN},key=`, {}, undefined, /is not ARN/],
    [`${ARN},key=a,key=b`, {}, undefined, /says key twice/],
    [ARN, { ECM_TARGET_PASSWORD: 'word' }, undefined, /another way to sign in: choose one/],
    [ARN, {}, 'redis://:word@b', /another way to sign in: choose one/],
  ])('refuses %s with %j for %s', (text, env, url, why) => {
    expect(() => secretOf(text, env, url)).toThrow(
      expect.objectContaining({ code: 'usage', why: expect.stringMatching(why) as string }),
    );
  });
});
