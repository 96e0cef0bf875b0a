import type { Dial } from '../core/dial';
import { Failure } from '../core/model/failure';

/** The password that a new connection signs in with; undefined when there is none. @throws Failure */
export async function passwordOf(
  { password, passwords }: Dial,
  signal: AbortSignal,
): Promise<string | undefined> {
  return passwords === undefined ? password : await passwords.next(signal);
}

/** The arguments of AUTH. */
export function credentialsOf({ address: { username } }: Dial, password: string | undefined): string[] {
  return [...(username === undefined ? [] : [username]), password ?? ''];
}

/** What is to be said when a connection could not be opened: a token is refused for other reasons than a password. */
export function refusalOf(failure: Failure, { passwords }: Dial): Failure {
  if (passwords === undefined || failure.code !== 'connect.auth') return failure;
  return new Failure('connect.auth', {
    what: failure.what,
    why: 'the cache refused the IAM token of this user',
    next: 'Check that the user signs in by IAM and is in a user group of the cache, that its name and its id are the same, that cache and region are right, and that the AWS credentials allow elasticache:Connect on the cache and on the user.',
  });
}
