import type { FailureCode } from '../../src/core/model/failure';

/** What the SDK throws, and what it means. */
export const SAYINGS: readonly (readonly [name: string, message: string, FailureCode])[] = [
  ['ExpiredToken', 'The security token included in the request is expired', 'aws.signIn'],
  ['ExpiredTokenException', 'expired', 'aws.signIn'],
  ['TokenProviderError', "Token is expired. To refresh this SSO session run 'aws sso login' …", 'aws.signIn'],
  [
    'CredentialsProviderError',
    'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login …',
    'aws.signIn',
  ],
  ['CredentialsProviderError', 'Could not resolve credentials using profile: [work]', 'aws.credentials'],
  ['CredentialsProviderError', 'Profile work requires multi-factor authentication, but …', 'aws.mfa'],
  ['AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.', 'aws.mfa'],
  ['InvalidClientTokenId', 'The security token included in the request is invalid', 'aws.credentials'],
  ['SignatureDoesNotMatch', 'The request signature we calculated …', 'aws.credentials'],
  ['Throttling', 'Rate exceeded', 'aws.throttled'],
  ['ThrottlingException', 'Rate exceeded', 'aws.throttled'],
  ['RequestLimitExceeded', 'Request limit exceeded', 'aws.throttled'],
  ['TimeoutError', 'socket hang up', 'aws.unreachable'],
  ['Error', 'Region is missing', 'aws.region'],
  ['InternalFailure', 'We are sorry', 'aws.error'],
];
