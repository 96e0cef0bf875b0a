import type { Dial, PasswordSource } from './dial';
import { Failure } from './model/failure';
import { t } from './model/t';
import type { Connect, SignInByAws } from './ports';

/** ElastiCache ends a connection 12 hours after it signed in last by IAM. A secret is asked for anew as often. */
const RENEW_SECONDS = 6 * 60 * 60;

/** A Connect that signs in by IAM or by a secret of AWS where a dial says so, and as ever where it does not. */
export function connectByAws(connect: Connect, signIn: SignInByAws): Connect {
  return async (dial, signal) => {
    const passwords = passwordsOf(dial, signIn);
    return await connect(passwords === null ? dial : { ...dial, passwords }, signal);
  };
}

/** @throws Failure for a dial to which no token may be sent */
function passwordsOf({ iam, secret, address, label }: Dial, signIn: SignInByAws): PasswordSource | null {
  if (secret !== undefined) {
    return {
      of: 'secret',
      next: (signal) => signIn({ kind: 'secret', choice: secret }, signal),
      renewSeconds: RENEW_SECONDS,
    };
  }
  if (iam === undefined) return null;
  const refuse = (why: string, next: string): Failure =>
    new Failure('connect.auth', { what: t('Could not connect to {0}', label), why, next });
  if (!address.tls) {
    throw refuse(
      t('an IAM token is a password, and goes over TLS only'),
      t('Turn TLS on (rediss:// instead of redis://).'),
    );
  }
  const { username } = address;
  if (username === undefined) {
    throw refuse(
      t('signing in by IAM needs the name of a user'),
      t('Name the user (rediss://USER@host:6379).'),
    );
  }
  return {
    of: 'token',
    next: (signal) => signIn({ kind: 'iam', choice: iam, user: username }, signal),
    renewSeconds: iam.renewSeconds ?? RENEW_SECONDS,
  };
}
