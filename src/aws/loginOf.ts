import type { Login } from '../core/dial';
import type { SecretChoice } from '../core/model/endpoint';
import { Failure } from '../core/model/failure';
import { nameOfSecret } from '../core/model/secretArn';
import { t } from '../core/model/t';

/**
 * The login that the text of a secret holds: the text as a whole, or what stands in its JSON under the key that is named,
 * else under `password`, with `username` if there is one.
 * @throws Failure `aws.secret`, which repeats nothing of the text
 */
export function loginOf(text: string, { arn, key }: SecretChoice): Login {
  const fail = (why: string, next: string): Failure =>
    new Failure('aws.secret', { what: t('Could not read the secret {0}', nameOfSecret(arn)), why, next });
  const fields = objectOf(text);
  if (fields === null) {
    if (key !== undefined) {
      throw fail(t('it is no JSON, and has no key {0}', key), t('Name no key, or another secret.'));
    }
    if (text === '') throw fail(t('it is empty'), t('Store the password there.'));
    return { password: text };
  }
  const password = Object.hasOwn(fields, key ?? 'password') ? fields[key ?? 'password'] : undefined;
  if (typeof password !== 'string' || password === '') {
    throw fail(
      t('its JSON has no text under the key {0}', key ?? 'password'),
      t('Name the key that holds the password.'),
    );
  }
  const { username } = fields;
  return key === undefined && typeof username === 'string' && username !== ''
    ? { username, password }
    : { password };
}

/** A password may happen to be JSON: only an object is taken for more. */
function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
