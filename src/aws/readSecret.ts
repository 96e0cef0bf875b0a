import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecretChoice } from '../core/model/endpoint';
import { Failure } from '../core/model/failure';
import { nameOfSecret, regionOfSecret } from '../core/model/secretArn';
import type { Login } from '../core/dial';
import { t } from '../core/model/t';
import { abortable } from './abortable';
import { readConfigFiles } from './configFiles';
import { configuredEndpoint } from './configuredEndpoint';
import type { Credentials } from './credentials';
import { loginOf } from './loginOf';
import { translate } from './translate';

/** Reads a login out of a secret, as it is now. @throws Failure `aws.*`; the signal's reason */
export type ReadSecret = (choice: SecretChoice, signal: AbortSignal) => Promise<Login>;

const ACTION = 'secretsmanager:GetSecretValue';
const TRIES = 4;
const TIMEOUT = 10_000;

/**
 * See ReadSecret. Asks each time, so that a rotation is followed; those who ask while an answer is on its way share it.
 * The value is handed on and not kept.
 */
export function readSecretWith(credentials: Credentials): ReadSecret {
  const underWay = new Map<string, Promise<string>>();
  return async (choice, signal) => {
    signal.throwIfAborted();
    const key = JSON.stringify([choice.profile, choice.arn]);
    let text = underWay.get(key);
    if (text === undefined) {
      text = ask(credentials, choice).finally(() => underWay.delete(key));
      underWay.set(key, text);
    }
    return loginOf(await abortable(text, signal), choice);
  };
}

async function ask(shared: Credentials, choice: SecretChoice): Promise<string> {
  const { arn } = choice;
  const profile = choice.profile ?? null;
  const what = t('Could not read the secret {0}', nameOfSecret(arn));
  const region = regionOfSecret(arn);
  if (region === null) {
    throw new Failure('aws.secret', {
      what: t('Could not read the secret'),
      why: t('its ARN is none of AWS Secrets Manager'),
      next: t('Write it as arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME.'),
    });
  }
  const scope = { profile, region };
  try {
    const set = configuredEndpoint('secrets_manager', profile, await readConfigFiles(), process.env);
    const client = new SecretsManagerClient({
      region,
      credentials: await shared.of(profile, region),
      maxAttempts: TRIES,
      requestHandler: { connectionTimeout: TIMEOUT, requestTimeout: TIMEOUT, throwOnRequestTimeout: true },
      ...(profile === null ? {} : { profile }),
      ...(set === null ? {} : { endpoint: set.url }),
    });
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
      if (SecretString !== undefined) return SecretString;
    } finally {
      client.destroy();
    }
  } catch (error) {
    // Whatever they found may be of no use any more.
    shared.forget(profile);
    throw refusal(error, what, region) ?? translate(error, what, { scope, action: ACTION });
  }
  throw new Failure('aws.secret', {
    what,
    why: t('it holds bytes and no text'),
    next: t('Store the password as text, or as JSON.'),
  });
}

/** What Secrets Manager itself has against it; null for what any service of AWS may say. */
function refusal(error: unknown, what: string, region: string): Failure | null {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  // Told as a denial as well, of another right.
  if (name === 'DecryptionFailure' || (name.startsWith('AccessDenied') && /\bKMS\b/.test(message))) {
    return new Failure('aws.permission', {
      what,
      why: t('these AWS credentials may not decrypt it'),
      next: t('Ask for a policy of its KMS key that allows kms:Decrypt.'),
    });
  }
  if (name === 'ResourceNotFoundException') {
    return new Failure('aws.secret', {
      what,
      why: t('there is no such secret in {0}, the region of its ARN', region),
      next: t('Check the ARN, and whether the secret has a value.'),
    });
  }
  if (name === 'InvalidRequestException') {
    return new Failure('aws.secret', {
      what,
      why: t('it is marked for deletion, or another service holds it'),
      next: t('Restore the secret, or name another one.'),
    });
  }
  return null;
}
