import { Redis } from 'ioredis';
import type { Dial, Login } from '../core/dial';
import { formatAddress } from '../core/model/endpoint';
import type { Place } from '../core/model/endpoint';
import { t } from '../core/model/t';
import { outOfReach } from './outOfReach';
import { credentialsOf, loginOf, refusalOf } from './passwordOf';
import { speaksPlain } from './speaksPlain';
import { tlsOptions } from './tlsOptions';
import { translate } from './translate';
import { whereTo } from './whereTo';
import { OUR_NAME } from './ourName';

/** For everything until the first answer: a port may take a connection and then say nothing. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A TLS handshake that takes this long makes us ask whether the port speaks TLS at all. */
const TLS_DOUBT_MS = 1_500;
/** A frozen server does not take part in closing. */
const DISCONNECT_TIMEOUT_MS = 100;
/** A server that is silent for this long is treated as lost, so that nothing hangs for ever. */
const COMMAND_TIMEOUT_MS = 60_000;

/** One command: its name and arguments. */
export type Command = readonly [name: string, ...args: (string | number | Uint8Array)[]];

/** A reply as the server gave it; an error reply stands as an Error, so that one bad key does not hide the others. */
export type Reply = Buffer | number | null | Error | readonly Reply[];

/**
 * One connection to one server. It does not reconnect: what was under way when a connection ends is not known, and
 * only the engine can decide what to do about it.
 */
export class Lane {
  readonly #client: Redis;
  readonly #what: string;
  readonly #dial: Dial;
  #soonest: number;
  /** A new connection stands in database 0. */
  #database = 0;

  private constructor(client: Redis, what: string, dial: Dial, answered: number) {
    this.#client = client;
    this.#what = what;
    this.#dial = dial;
    this.#soonest = answered;
  }

  /**
   * Dials and authenticates.
   * @throws Failure `connect.*`
   */
  static async open(dial: Dial, signal: AbortSignal): Promise<Lane> {
    const { host, port, tls } = dial.address;
    const what = t('Could not connect to {0} ({1})', dial.label, formatAddress({ host, port, tls }));
    const login = await loginOf(dial, signal);
    const place = whereTo(dial);
    const client = new Redis({
      ...place,
      ...(tls ? { tls: tlsOptions(dial) } : {}),
      lazyConnect: true,
      protocol: 2,
      connectTimeout: CONNECT_TIMEOUT_MS,
      disconnectTimeout: DISCONNECT_TIMEOUT_MS,
      commandTimeout: COMMAND_TIMEOUT_MS,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      enableReadyCheck: false,
      disableClientInfo: true,
    });
    // ioredis tells the reason of a failed connect here, and rejects connect() with a bare "Connection is closed".
    let reason: unknown;
    client.on('error', (error: unknown) => (reason ??= error));
    const abort = (): void => {
      client.disconnect();
    };
    const late = setTimeout(() => {
      reason ??= Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
      abort();
    }, CONNECT_TIMEOUT_MS);
    const stopDoubting = tls
      ? doubtTls(place, () => {
          reason ??= Object.assign(new Error('no TLS'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
          abort();
        })
      : () => undefined;
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      await client.connect();
      stopDoubting();
      const asked = performance.now();
      await signIn(client, dial, login);
      const lost = t('Lost {0} ({1})', dial.label, formatAddress({ host, port, tls }));
      return new Lane(client, lost, dial, performance.now() - asked);
    } catch (error) {
      client.disconnect();
      throw await outOfReach(refusalOf(translate(reason ?? error, what, dial), dial), dial);
    } finally {
      clearTimeout(late);
      stopDoubting();
      signal.removeEventListener('abort', abort);
    }
  }

  /**
   * Sends commands in one write and waits for all replies, in order.
   * @throws Failure `connect.*` when the connection ends before the last reply.
   */
  async pipeline(commands: readonly Command[]): Promise<Reply[]> {
    const pipeline = this.#client.pipeline();
    for (const [name, ...args] of commands) pipeline.callBuffer(name, ...args.map(toArgument));
    let results: [Error | null, unknown][] | null;
    const started = performance.now();
    try {
      results = await pipeline.exec();
      this.#soonest = Math.min(this.#soonest, performance.now() - started);
    } catch (error) {
      throw translate(error, this.#what);
    }
    return (results ?? []).map(([error, value]) => {
      if (error === null) return value as Reply;
      if (isConnectionLoss(error)) throw translate(error, this.#what);
      return error;
    });
  }

  /**
   * The same in one database: others may share the connection and use another. Who may not use SELECT is left in the one
   * where the connection stands.
   * @throws Failure also when there is no such database, or it may not be used.
   */
  async pipelineIn(what: string, database: number, commands: readonly Command[]): Promise<Reply[]> {
    const [selected, ...replies] = await this.pipeline([['SELECT', database], ...commands]);
    if (!(selected instanceof Error)) this.#database = database;
    else if (database !== this.#database || !isDenied(selected)) throw translate(selected, what);
    return replies;
  }

  /**
   * Sends one command.
   * @throws Failure for an error reply too.
   */
  async call(what: string, ...command: Command): Promise<Exclude<Reply, Error>> {
    const [reply] = await this.pipeline([command]);
    if (reply instanceof Error) throw translate(reply, what);
    return reply ?? null;
  }

  /** Milliseconds to the server and back: of all that was asked so far, what was answered soonest. */
  get roundTrip(): number {
    return this.#soonest;
  }

  /** See Server.keepAlive. @throws Failure */
  async ping(): Promise<void> {
    await this.pipeline([['PING']]);
  }

  /** See Renewable. */
  async signInAgain(login: Login): Promise<void> {
    const [reply] = await this.pipeline([['AUTH', ...credentialsOf(this.#dial, login)]]);
    if (reply instanceof Error) {
      throw refusalOf(translate(reply, t('Could not sign in to {0} again', this.#dial.label)), this.#dial);
    }
  }

  /** Whether it was ended, by either side. */
  get closed(): boolean {
    return this.#client.status === 'end' || this.#client.status === 'close';
  }

  close(): void {
    this.#client.disconnect();
  }
}

/**
 * Gives the credentials and hears the first answer, in one write. ioredis would print to the terminal when a server
 * wants no password.
 * @throws Error with the server's words
 */
async function signIn(client: Redis, dial: Dial, login: Login | undefined): Promise<void> {
  const { label, warn } = dial;
  const known = login !== undefined;
  const pipeline = known ? client.pipeline().call('AUTH', ...credentialsOf(dial, login)) : client.pipeline();
  const replies = await pipeline.call('CLIENT', 'SETNAME', OUR_NAME).call('PING').exec();
  const errors = (replies ?? []).map(([error]) => error);
  const [refusal] = known ? errors : [];
  if (refusal !== undefined && refusal !== null) {
    // Redis 6 and later, and before.
    if (!/without any password configured|no password is set/i.test(refusal.message)) throw refusal;
    warn?.(t('A password was given for {0}, which needs none.', label));
  }
  // Not everyone may use CLIENT: the answer to PING counts, and who may not use that either is in.
  const answer = errors.at(-1);
  if (answer !== undefined && answer !== null && !isAnswer(answer)) throw answer;
}

/**
 * True for an error reply to PING of a server that answers all the same: to a user who may not use it, or because it cannot
 * save to its disk. Then it takes no writes, but can be read.
 */
export function isAnswer(error: Error): boolean {
  return isDenied(error) || error.message.startsWith('MISCONF');
}

/** True for the word of a server that knows us, and does not allow a command. */
export function isDenied(error: Error): boolean {
  return error.message.startsWith('NOPERM');
}

/** Calls back when a port that should speak TLS turns out to answer without, unless it is stopped before. */
function doubtTls({ host, port }: Place, onPlain: () => void): () => void {
  let stopped = false;
  const timer = setTimeout(() => {
    speaksPlain(host, port).then(
      (plain) => {
        if (plain && !stopped) onPlain();
      },
      () => undefined,
    );
  }, TLS_DOUBT_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function toArgument(argument: string | number | Uint8Array): string | number | Buffer {
  if (typeof argument !== 'object' || Buffer.isBuffer(argument)) return argument;
  return Buffer.from(argument.buffer, argument.byteOffset, argument.byteLength);
}

function isConnectionLoss(error: Error): boolean {
  return error.name !== 'ReplyError';
}
