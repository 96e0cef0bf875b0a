import type { SignInByAws } from '../core/ports';
import { Credentials } from './credentials';
import { mintTokenWith } from './iamToken';
import { readSecretWith } from './readSecret';

/** Signs in by tokens of IAM and by secrets, with these credentials. */
export function signInWith(credentials: Credentials): SignInByAws {
  const mintToken = mintTokenWith(credentials);
  const readSecret = readSecretWith(credentials);
  return async (login, signal) =>
    login.kind === 'secret'
      ? await readSecret(login.choice, signal)
      : { password: await mintToken(login.choice, login.user, signal) };
}

/** The same with credentials of its own. */
export const signIn = signInWith(new Credentials());
