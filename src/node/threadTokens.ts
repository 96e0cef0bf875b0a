import { Failure, toFailure } from '../core/model/failure';
import type { FailureCode, FailureText } from '../core/model/failure';
import type { IamChoice } from '../core/model/endpoint';
import type { MintToken } from '../core/ports';

/** What a thread asks of whoever started it: AWS credentials stay there. */
export interface TokenWish {
  readonly kind: 'token';
  readonly wish: number;
  readonly choice: IamChoice;
  readonly user: string;
}

/** The answer to a TokenWish. */
export interface TokenAnswer {
  readonly kind: 'token';
  readonly wish: number;
  /** Or why there is none. */
  readonly token: string | (FailureText & { readonly code: FailureCode });
}

/** The thread's side: makes tokens by asking. */
export class TokenWishes {
  readonly #ask: (wish: TokenWish) => void;
  readonly #waiting = new Map<number, (answer: TokenAnswer['token']) => void>();
  #last = 0;

  /** @param ask hands a wish on; `answered` is to be called with its answer */
  constructor(ask: (wish: TokenWish) => void) {
    this.#ask = ask;
  }

  readonly mint: MintToken = async (choice, user, signal) => {
    signal.throwIfAborted();
    const wish = ++this.#last;
    let abort = (): void => undefined;
    try {
      const token = await new Promise<TokenAnswer['token']>((resolve, reject) => {
        abort = () => {
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', abort, { once: true });
        this.#waiting.set(wish, resolve);
        this.#ask({ kind: 'token', wish, choice, user });
      });
      if (typeof token === 'string') return token;
      throw new Failure(token.code, token);
    } finally {
      this.#waiting.delete(wish);
      signal.removeEventListener('abort', abort);
    }
  };

  answered({ wish, token }: TokenAnswer): void {
    this.#waiting.get(wish)?.(token);
  }
}

/** The other side: fulfils a wish. Never rejects. */
export async function fulfil(
  { wish, choice, user }: TokenWish,
  mint: MintToken,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  try {
    return { kind: 'token', wish, token: await mint(choice, user, signal) };
  } catch (error) {
    const { code, what, why, next } = toFailure(
      error,
      `Could not make a token to sign in to ${choice.cache}`,
    );
    return { kind: 'token', wish, token: { code, what, why, next } };
  }
}
