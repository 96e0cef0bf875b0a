import type { Dial, Login } from '../core/dial';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';

/** What a new connection signs in with; undefined when there is nothing. @throws Failure */
export async function loginOf(dial: Dial, signal: AbortSignal): Promise<Login | undefined> {
  const { password, passwords, address } = dial;
  if (passwords !== undefined) return await passwords.next(signal);
  return password === undefined && address.username === undefined ? undefined : { password: password ?? '' };
}

/** The arguments of AUTH: the user of the address counts before that of the login. */
export function credentialsOf({ address }: Dial, { username, password }: Login): string[] {
  const user = address.username ?? username;
  return [...(user === undefined ? [] : [user]), password];
}

/** What is to be said when a connection could not be opened: a token is refused for other reasons than a password. */
export function refusalOf(failure: Failure, { passwords }: Dial): Failure {
  if (passwords === undefined || failure.code !== 'connect.auth') return failure;
  if (passwords.of === 'secret') {
    return new Failure('aws.secret', {
      what: failure.what,
      why: t('the server refused the password that the secret holds now'),
      next: t(
        'Check that it is the secret of this server and of this user. In the middle of a rotation the two may differ for a while.',
      ),
    });
  }
  return new Failure('connect.auth', {
    what: failure.what,
    why: t('the cache refused the IAM token of this user'),
    next: t(
      'Check that the user signs in by IAM and is in a user group of the cache, that its name and its id are the same, that cache and region are right, and that the AWS credentials allow elasticache:Connect on the cache and on the user.',
    ),
  });
}
