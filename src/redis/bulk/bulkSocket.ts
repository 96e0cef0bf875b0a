import { connect as connectPlain } from 'node:net';
import type { OnReadOpts, Socket, TcpNetConnectOpts } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Dial, Login } from '../../core/dial';
import { formatAddress } from '../../core/model/endpoint';
import { t } from '../../core/model/t';
import { credentialsOf, loginOf, refusalOf } from '../passwordOf';
import { tlsOptions } from '../tlsOptions';
import { translate } from '../translate';
import { whereTo } from '../whereTo';
import { commandFrame } from './frames';
import { ReplyCollector, lineEnd } from './replies';
import type { Replies } from './replies';
import { OUR_NAME } from '../ourName';

const PING = commandFrame(['PING']);
const CONNECT_TIMEOUT_MS = 10_000;
/** A server that sends nothing for this long while it owes replies is treated as lost. */
const SILENCE_MS = 60_000;

const SLICE_BYTES = 1 << 20;

interface Owed {
  readonly replies: number;
  readonly expectedBytes: number;
  readonly mostBytes: number;
  readonly resolve: (replies: Replies) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A connection for bulk work: requests of thousands of commands are one write, and their replies come back as one
 * piece of bytes. It does not reconnect.
 */
export class BulkSocket {
  readonly #socket: Socket;
  readonly #dial: Dial;
  readonly #what: string;
  readonly #collector: ReplyCollector;
  readonly #owed: Owed[] = [];
  /** What waits to be written. */
  readonly #outbox: Buffer[] = [];
  #error: unknown;
  /** A new connection stands in database 0. */
  #selected: { readonly database: number; readonly done: Promise<void> } = {
    database: 0,
    done: Promise.resolve(),
  };

  private constructor(socket: Socket, collector: ReplyCollector, dial: Dial, where: string) {
    this.#socket = socket;
    this.#collector = collector;
    this.#dial = dial;
    this.#what = t('Lost {0} ({1})', dial.label, where);
    socket.setNoDelay(true);
    socket.on('timeout', () => {
      if (this.#owed.length > 0) socket.destroy(new Error('timed out'));
    });
    socket.on('error', (error) => {
      this.#fail(error);
    });
    socket.on('close', () => {
      this.#fail(new Error('Connection is closed.'));
    });
    socket.setTimeout(SILENCE_MS);
  }

  /**
   * Dials, and signs in with the same credentials as every other connection to the endpoint.
   * @param reading true when it is to leave no trace on the keys that it reads
   * @throws Failure `connect.*`
   */
  static async open(dial: Dial, signal: AbortSignal, reading = false): Promise<BulkSocket> {
    const { address, label } = dial;
    const where = formatAddress({ host: address.host, port: address.port, tls: address.tls });
    const what = t('Could not connect to {0} ({1})', label, where);
    try {
      const login = await loginOf(dial, signal);
      const collector = new ReplyCollector();
      // Nothing comes before something is asked.
      let arrived = (): void => undefined;
      const socket = await openSocket(dial, signal, {
        buffer: () => collector.room(),
        callback: (count, room) => {
          collector.filled(room, count);
          arrived();
          return true;
        },
      });
      const bulk = new BulkSocket(socket, collector, dial, where);
      arrived = () => {
        bulk.#take();
      };
      const commands = [
        ...(login === undefined ? [] : [['AUTH', ...credentialsOf(dial, login)]]),
        ['CLIENT', 'SETNAME', OUR_NAME],
        // Reading is no use of a key by those who own it; servers before 7.2 do not know this, and count it as one.
        ...(reading ? [['CLIENT', 'NO-TOUCH', 'ON']] : []),
      ];
      const { bytes } = await bulk.request(Buffer.concat(commands.map(commandFrame)), commands.length, 0);
      const said = bytes.toString('latin1', 0, lineEnd(bytes, 0));
      // Only the first answer counts: a server that wants no password says so, and not everyone may use CLIENT.
      if (/^-(WRONGPASS|NOAUTH|NOPERM|ERR invalid password)/.test(said) && login !== undefined) {
        socket.destroy();
        throw new Error(said.slice(1));
      }
      return bulk;
    } catch (error) {
      throw refusalOf(translate(error, what, dial), dial);
    }
  }

  /**
   * Sends a request and gives its replies.
   * @param frame in pieces where it holds what is not worth copying
   * @param expectedBytes about how many they will be; saves growing.
   * @param mostBytes of replies to keep; see Replies.whole
   * @throws Failure `connect.*` when the connection ends before the last of them.
   */
  async request(
    frame: Buffer | readonly Buffer[],
    replies: number,
    expectedBytes: number,
    mostBytes = Infinity,
  ): Promise<Replies> {
    if (this.#error !== undefined) throw translate(this.#error, this.#what, this.#dial);
    return await new Promise<Replies>((resolve, reject) => {
      this.#owed.push({ replies, expectedBytes, mostBytes, resolve, reject });
      if (this.#owed.length === 1) this.#collector.expect(replies, expectedBytes, mostBytes);
      this.#write(frame);
    });
  }

  /**
   * Makes a database the current one, and waits for the server's word: what is sent after a refused SELECT would land
   * in another database.
   * @throws Failure `database.missing`, `server.permission` …
   */
  async select(database: number): Promise<void> {
    if (this.#selected.database !== database) {
      this.#selected = { database, done: this.#select(database) };
    }
    await this.#selected.done;
  }

  async #select(database: number): Promise<void> {
    const { bytes } = await this.request(commandFrame(['SELECT', database]), 1, 0);
    if (bytes[0] !== 45) return;
    const said = bytes.toString('utf8', 1, lineEnd(bytes, 1));
    throw translate(new Error(said), t('Could not use database {0} of {1}', database, this.#dial.label));
  }

  /** See Server.keepAlive. @throws Failure */
  async ping(): Promise<void> {
    await this.request(PING, 1, 0);
  }

  /** See Renewable. Replies to what is under way come first. */
  async signInAgain(login: Login): Promise<void> {
    const auth = commandFrame(['AUTH', ...credentialsOf(this.#dial, login)]);
    const { bytes } = await this.request(auth, 1, 0);
    if (bytes[0] !== 45) return;
    const said = new Error(bytes.toString('utf8', 1, lineEnd(bytes, 1)));
    throw refusalOf(translate(said, t('Could not sign in to {0} again', this.#dial.label)), this.#dial);
  }

  /** Whether it was ended, by either side. */
  get closed(): boolean {
    return this.#socket.destroyed;
  }

  /** Ends the connection; what is owed fails. Never throws. */
  close(): void {
    this.#socket.destroy();
  }

  /** A large frame goes in slices, and no more of them than fit the line are handed on: TLS keeps a copy of what it is given. */
  #write(frame: Buffer | readonly Buffer[]): void {
    const [first, ...others] = Buffer.isBuffer(frame) ? [frame] : frame;
    if (first === undefined) return;
    if (others.length === 0 && this.#outbox.length === 0 && first.length <= 2 * SLICE_BYTES) {
      this.#socket.write(first);
      return;
    }
    for (const piece of [first, ...others]) {
      for (let at = 0; at < piece.length; at += SLICE_BYTES) {
        this.#outbox.push(piece.subarray(at, at + SLICE_BYTES));
      }
    }
    this.#handOn();
  }

  #handOn(): void {
    this.#socket.cork();
    while (this.#socket.writableLength < SLICE_BYTES) {
      const slice = this.#outbox.shift();
      if (slice === undefined) break;
      this.#socket.write(slice, () => {
        if (this.#outbox.length > 0) this.#handOn();
      });
    }
    this.#socket.uncork();
  }

  #take(): void {
    try {
      for (;;) {
        const [owed] = this.#owed;
        if (owed === undefined) {
          if (this.#collector.hasBytes) this.#socket.destroy(new Error('Protocol error'));
          return;
        }
        const replies = this.#collector.take();
        if (replies === null) return;
        this.#owed.shift();
        const [next] = this.#owed;
        if (next !== undefined) this.#collector.expect(next.replies, next.expectedBytes, next.mostBytes);
        owed.resolve(replies);
      }
    } catch (error) {
      this.#socket.destroy(error instanceof Error ? error : undefined);
    }
  }

  #fail(error: unknown): void {
    this.#error ??= error;
    this.#outbox.length = 0;
    const failure = translate(this.#error, this.#what, this.#dial);
    for (const owed of this.#owed.splice(0)) owed.reject(failure);
  }
}

/** @param onread takes what comes, instead of `data` events: straight into where it is needed */
async function openSocket(dial: Dial, signal: AbortSignal, onread: OnReadOpts): Promise<Socket> {
  const { tls } = dial.address;
  signal.throwIfAborted();
  return await new Promise((resolve, reject) => {
    // TLS takes it as well: its documentation says so, its types do not.
    const options: TcpNetConnectOpts = { ...whereTo(dial), onread };
    const socket: Socket = tls ? connectTls({ ...options, ...tlsOptions(dial) }) : connectPlain(options);
    const abort = (): void => {
      socket.destroy(new Error('Connection is closed.'));
    };
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners();
      act();
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => {
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    });
    socket.once('error', (error) => {
      settle(() => {
        reject(error);
      });
    });
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      settle(() => {
        resolve(socket);
      });
    });
  });
}
