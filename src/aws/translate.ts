import { Failure, isFailure } from '../core/model/failure';
import type { FailureCode } from '../core/model/failure';

const DENIED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/;
const BAD_CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature)/;

/**
 * An error of the AWS SDK as a Failure. Its own message is kept only where it names an action or a profile: requests
 * and credentials are not repeated.
 */
export function translate(error: unknown, what: string): Failure {
  if (isFailure(error)) return error;
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : '';
  const fail = (code: FailureCode, why: string, next: string): Failure =>
    new Failure(code, { what, why, next });
  if (/region is missing/i.test(message)) {
    return fail(
      'aws.region',
      'no region is set',
      'Set AWS_REGION, or a region in the AWS profile, and reload the window.',
    );
  }
  if (BAD_CREDENTIALS.test(name)) {
    return fail(
      'aws.credentials',
      'there are no valid AWS credentials',
      'Sign in, for instance by "aws sso login", or set AWS_PROFILE; then try again.',
    );
  }
  if (DENIED.test(name)) {
    const action = /elasticache:\w+/.exec(message)?.[0];
    return fail(
      'aws.permission',
      `these AWS credentials may not use ${action ?? 'ElastiCache'}`,
      'Ask for a policy that allows elasticache:DescribeReplicationGroups and elasticache:DescribeServerlessCaches.',
    );
  }
  return fail(
    'aws.error',
    `AWS did not answer as expected (${name || 'no name'})`,
    'Check the network, then try again.',
  );
}
