import type { AwsScope } from '../core/model/awsScope';
import { Failure, isFailure } from '../core/model/failure';
import type { FailureCode } from '../core/model/failure';

/** What was asked, for the sentences. */
export interface Asked {
  readonly scope?: AwsScope;
  /** The IAM action that it needs. */
  readonly action?: string;
}

const DENIED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/;
const EXPIRED = /^(ExpiredToken|RequestExpired|TokenProviderError)/;
const BAD_CREDENTIALS =
  /^(CredentialsProviderError|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|MissingAuthenticationToken)/;
const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown)/;
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EPIPE|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ENETDOWN)$/;

/**
 * An error of the AWS SDK as a Failure. Its own message is kept only where it names an action: requests and credentials are
 * not repeated.
 */
export function translate(error: unknown, what: string, asked: Asked = {}): Failure {
  if (isFailure(error)) return error;
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : '';
  const { scope } = asked;
  const fail = (code: FailureCode, why: string, next: string): Failure =>
    new Failure(code, { what, why, next });
  if (/region is missing/i.test(message)) {
    return fail(
      'aws.region',
      'no region is set',
      'Set AWS_REGION, or a region in the AWS profile, and reload the window.',
    );
  }
  if (/\bSSO\b|aws sso login/i.test(message) && name.includes('Provider')) {
    return fail('aws.signIn', 'the SSO session has ended, or was never begun', signIn(scope));
  }
  if (/multi-factor|\bMFA\b/i.test(message)) {
    return fail(
      'aws.mfa',
      'AWS wants the code of an MFA device, and got none or a wrong one',
      'Try again with the code that the device shows now.',
    );
  }
  if (EXPIRED.test(name)) {
    return fail('aws.signIn', 'the AWS credentials have run out', signIn(scope));
  }
  if (BAD_CREDENTIALS.test(name)) return badCredentials(name, scope, fail);
  if (DENIED.test(name)) {
    const action = /\b[a-z0-9-]+:[A-Z]\w+/.exec(message.replace(/arn:\S+/g, ''))?.[0] ?? asked.action;
    return fail(
      'aws.permission',
      `these AWS credentials may not use ${action ?? 'ElastiCache'}`,
      action === undefined
        ? 'Ask for a policy that allows it.'
        : `Ask for an IAM policy that allows ${action}${/:(Describe|List|Get)/.test(action) ? ', which only reads' : ''}.`,
    );
  }
  if (THROTTLED.test(name)) {
    return fail(
      'aws.throttled',
      'AWS takes no more requests of this account for now, also after several tries',
      'Wait a minute, then refresh.',
    );
  }
  return fromNetwork(error, fail);
}

function signIn(scope: AwsScope | undefined): string {
  const profile = scope?.profile ?? null;
  const command = profile === null ? 'aws sso login' : `aws sso login --profile ${quoted(profile)}`;
  return `Run "${command}" in a terminal (or renew the keys, where the profile has some), then refresh.`;
}

/** For a shell: profile names may hold blanks. */
function quoted(name: string): string {
  return /^[\w.@+-]+$/.test(name) ? name : `'${name.replace(/'/g, `'\\''`)}'`;
}

type Fail = (code: FailureCode, why: string, next: string) => Failure;

function badCredentials(name: string, scope: AwsScope | undefined, fail: Fail): Failure {
  if (name === 'CredentialsProviderError') {
    return fail(
      'aws.credentials',
      scope?.profile === null || scope === undefined
        ? 'there are no AWS credentials'
        : `there are no AWS credentials for the profile ${scope.profile}`,
      'Sign in, for instance by "aws sso login", or choose another AWS profile; then try again.',
    );
  }
  return fail(
    'aws.credentials',
    name.startsWith('Signature') || name.startsWith('InvalidSignature')
      ? 'AWS does not accept the signature: the secret key is wrong, or the clock of this machine is'
      : `AWS does not know these credentials${scope === undefined ? '' : `, or the region ${scope.region} is not enabled for their account`}`,
    'Check the AWS profile and the region, then try again.',
  );
}

function fromNetwork(error: unknown, fail: Fail): Failure {
  const sdk: SdkError = typeof error === 'object' && error !== null ? error : {};
  const { name = '', code = '' } = sdk;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return fail(
      'aws.unreachable',
      'the address of AWS is not known here: this machine is offline, or there is no such region',
      'Check the network and the region, then refresh.',
    );
  }
  if (UNREACHABLE.test(code) || name === 'TimeoutError') {
    return fail(
      'aws.unreachable',
      'AWS did not answer in time',
      'Check the network of the machine that runs this, its proxy and the endpoint, then refresh.',
    );
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return fail(
      'aws.notAws',
      'the certificate is not one of AWS: a proxy or a sign-in page stands in between',
      'Give NODE_EXTRA_CA_CERTS the certificate of the proxy, or sign in to the network, then refresh.',
    );
  }
  const status = sdk.$metadata?.httpStatusCode;
  if (name === 'Unknown' || name === 'Error' || name === 'SyntaxError') {
    return fail(
      'aws.notAws',
      `what answered does not speak the language of AWS${status === undefined ? '' : ` (HTTP ${String(status)})`}`,
      'Check the network, its proxy and the endpoint, then refresh.',
    );
  }
  return fail(
    'aws.error',
    `AWS did not answer as expected (${name || 'no name'})`,
    'Check the network, then try again.',
  );
}

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
