import type { AwsScope } from '../core/model/awsScope';
import { Failure, isFailure } from '../core/model/failure';
import type { FailureCode } from '../core/model/failure';
import { t } from '../core/model/t';

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
      t('no region is set'),
      t('Set AWS_REGION, or a region in the AWS profile, and reload the window.'),
    );
  }
  if (/\bSSO\b|aws sso login/i.test(message) && name.includes('Provider')) {
    return fail('aws.signIn', t('the SSO session has ended, or was never begun'), signIn(scope));
  }
  if (/multi-factor|\bMFA\b/i.test(message)) {
    return fail(
      'aws.mfa',
      t('AWS wants the code of an MFA device, and got none or a wrong one'),
      t('Try again with the code that the device shows now.'),
    );
  }
  if (EXPIRED.test(name)) {
    return fail('aws.signIn', t('the AWS credentials have run out'), signIn(scope));
  }
  if (BAD_CREDENTIALS.test(name)) return badCredentials(name, scope, fail);
  if (DENIED.test(name)) {
    const action = /\b[a-z0-9-]+:[A-Z]\w+/.exec(message.replace(/arn:\S+/g, ''))?.[0] ?? asked.action;
    return fail(
      'aws.permission',
      t('these AWS credentials may not use {0}', action ?? 'ElastiCache'),
      action === undefined
        ? t('Ask for a policy that allows it.')
        : /:(Describe|List|Get)/.test(action)
          ? t('Ask for an IAM policy that allows {0}, which only reads.', action)
          : t('Ask for an IAM policy that allows {0}.', action),
    );
  }
  if (THROTTLED.test(name)) {
    return fail(
      'aws.throttled',
      t('AWS takes no more requests of this account for now, also after several tries'),
      t('Wait a minute, then refresh.'),
    );
  }
  return fromNetwork(error, fail);
}

function signIn(scope: AwsScope | undefined): string {
  const profile = scope?.profile ?? null;
  const command = profile === null ? 'aws sso login' : `aws sso login --profile ${quoted(profile)}`;
  return t('Run "{0}" in a terminal (or renew the keys, where the profile has some), then refresh.', command);
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
        ? t('there are no AWS credentials')
        : t('there are no AWS credentials for the profile {0}', scope.profile),
      t('Sign in, for instance by "aws sso login", or choose another AWS profile; then try again.'),
    );
  }
  return fail(
    'aws.credentials',
    name.startsWith('Signature') || name.startsWith('InvalidSignature')
      ? t('AWS does not accept the signature: the secret key is wrong, or the clock of this machine is')
      : scope === undefined
        ? t('AWS does not know these credentials')
        : t(
            'AWS does not know these credentials, or the region {0} is not enabled for their account',
            scope.region,
          ),
    t('Check the AWS profile and the region, then try again.'),
  );
}

function fromNetwork(error: unknown, fail: Fail): Failure {
  const sdk: SdkError = typeof error === 'object' && error !== null ? error : {};
  const { name = '', code = '' } = sdk;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return fail(
      'aws.unreachable',
      t('the address of AWS is not known here: this machine is offline, or there is no such region'),
      t('Check the network and the region, then refresh.'),
    );
  }
  if (UNREACHABLE.test(code) || name === 'TimeoutError') {
    return fail(
      'aws.unreachable',
      t('AWS did not answer in time'),
      t('Check the network of the machine that runs this, its proxy and the endpoint, then refresh.'),
    );
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return fail(
      'aws.notAws',
      t('the certificate is not one of AWS: a proxy or a sign-in page stands in between'),
      t('Give NODE_EXTRA_CA_CERTS the certificate of the proxy, or sign in to the network, then refresh.'),
    );
  }
  const status = sdk.$metadata?.httpStatusCode;
  if (name === 'Unknown' || name === 'Error' || name === 'SyntaxError') {
    return fail(
      'aws.notAws',
      status === undefined
        ? t('what answered does not speak the language of AWS')
        : t('what answered does not speak the language of AWS (HTTP {0})', status),
      t('Check the network, its proxy and the endpoint, then refresh.'),
    );
  }
  return fail(
    'aws.error',
    t('AWS did not answer as expected ({0})', name || t('no name')),
    t('Check the network, then try again.'),
  );
}

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
