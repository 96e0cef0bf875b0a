import { describe, expect, it } from 'vitest';
import { translate } from '../../src/aws/translate';
import { SAYINGS } from './sayings';

function sdkError(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

const scope = { profile: 'work', region: 'eu-west-1' };

describe('translate', () => {
  it.each(SAYINGS)('%s: %s', (name, message, code) => {
    const failure = translate(sdkError(name, message), 'Could not look', { scope });
    expect(failure.code).toBe(code);
    expect(failure.what).toBe('Could not look');
    expect(failure.why).not.toMatch(/\.$/);
    expect(failure.next).toMatch(/\.$/);
  });

  it('names the action that is denied, also that of a role, and never the resource', () => {
    const denied = (message: string, action?: string): string =>
      translate(sdkError('AccessDenied', message), 'x', action === undefined ? {} : { action }).message;
    expect(
      denied(
        'User: arn:aws:sts::1:assumed-role/Reader/me is not authorized to perform: elasticache:DescribeEvents on resource: arn:aws:elasticache:eu-west-1:1:replicationgroup:Secret',
      ),
    ).toContain(
      'may not use elasticache:DescribeEvents. Ask for an IAM policy that allows elasticache:DescribeEvents',
    );
    expect(
      denied('User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole on …'),
    ).toContain('may not use sts:AssumeRole');
    expect(denied('no', 'elasticache:DescribeSnapshots')).toContain('elasticache:DescribeSnapshots');
    expect(denied('for arn:aws:x:Secret')).not.toContain('Secret');
  });

  it('gives a command that a shell takes, whatever the profile is called', () => {
    const next = (profile: string | null): string =>
      translate(sdkError('ExpiredToken', 'x'), 'x', { scope: { ...scope, profile } }).next;
    expect(next('work-1')).toContain('"aws sso login --profile work-1"');
    expect(next("it's; rm -rf /")).toContain(`--profile 'it'\\''s; rm -rf /'`);
    expect(next(null)).toContain('"aws sso login"');
  });

  it.each([
    ['ENOTFOUND', 'aws.unreachable'],
    ['ECONNREFUSED', 'aws.unreachable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'aws.notAws'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'aws.notAws'],
  ])('a network that says %s', (code, expected) => {
    expect(translate(sdkError('Error', 'x', { code }), 'x').code).toBe(expected);
  });

  it('takes whatever is thrown', () => {
    for (const thrown of [null, undefined, 'text', 5, {}])
      expect(translate(thrown, 'x').code).toBe('aws.error');
  });
});
