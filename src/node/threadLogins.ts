import type { Login } from '../core/dial';
import { Failure, toFailure } from '../core/model/failure';
import type { FailureCode, FailureText } from '../core/model/failure';
import type { AwsLogin, SignInByAws } from '../core/ports';
import { t } from '../core/model/t';

/** What a thread asks of whoever started it: AWS credentials stay there. */
export interface LoginWish {
  readonly kind: 'login';
  readonly wish: number;
  readonly login: AwsLogin;
}

/** The answer to a LoginWish. */
export interface LoginAnswer {
  readonly kind: 'login';
  readonly wish: number;
  /** Or why there is none. */
  readonly answer: Login | (FailureText & { readonly code: FailureCode });
}

/** The thread's side: signs in by asking. */
export class LoginWishes {
  readonly #ask: (wish: LoginWish) => void;
  readonly #waiting = new Map<number, (answer: LoginAnswer['answer']) => void>();
  #last = 0;

  /** @param ask hands a wish on; `answered` is to be called with its answer */
  constructor(ask: (wish: LoginWish) => void) {
    this.#ask = ask;
  }

  readonly signIn: SignInByAws = async (login, signal) => {
    signal.throwIfAborted();
    const wish = ++this.#last;
    let abort = (): void => undefined;
    try {
      const answer = await new Promise<LoginAnswer['answer']>((resolve, reject) => {
        abort = () => {
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', abort, { once: true });
        this.#waiting.set(wish, resolve);
        this.#ask({ kind: 'login', wish, login });
      });
      if ('password' in answer) return answer;
      throw new Failure(answer.code, answer);
    } finally {
      this.#waiting.delete(wish);
      signal.removeEventListener('abort', abort);
    }
  };

  answered({ wish, answer }: LoginAnswer): void {
    this.#waiting.get(wish)?.(answer);
  }
}

/** The other side: fulfils a wish. Never rejects. */
export async function fulfil(
  { wish, login }: LoginWish,
  signIn: SignInByAws,
  signal: AbortSignal,
): Promise<LoginAnswer> {
  try {
    return { kind: 'login', wish, answer: await signIn(login, signal) };
  } catch (error) {
    const { code, what, why, next } = toFailure(error, t('Could not sign in by AWS'));
    return { kind: 'login', wish, answer: { code, what, why, next } };
  }
}
