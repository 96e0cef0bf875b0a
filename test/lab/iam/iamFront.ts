import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { Redis } from 'ioredis';
import type { RunningServer } from '../servers/runningServer';
import { tokenFault } from './heldToken';
import type { TokenKeeper } from './heldToken';
import { Requests } from './requests';

/** A server that is signed in to by IAM, as ElastiCache does it, only quicker. */
export interface IamFront {
  /** rediss://USER@host:port */
  readonly url: string;
  readonly port: number;
  /** How often someone signed in by a good token. */
  signedIn(): number;
  /** How many of those did so once more on a connection that was open. */
  again(): number;
  /** Why tokens were refused. */
  refusals(): readonly string[];
  /** How many connections were ended because they did not sign in again in time. */
  ended(): number;
  /** How often the password of the user was changed at the server. */
  changes(): number;
  /** Ends every connection, as a failover would. */
  cut(): void;
  close(): Promise<void>;
}

/** How quick. */
export interface IamFrontOptions extends Omit<TokenKeeper, 'cache'> {
  readonly cache?: string;
  /** A connection that has not signed in for so long is ended: 12 hours at ElastiCache. In milliseconds. */
  readonly lifeMs: number;
  /** How often the user gets another password at the server, the last one being taken away. In milliseconds. */
  readonly changeMs: number;
}

/** What the lab's tokens are signed with. */
export const KEYS = { accessKeyId: 'AKIDLAB', secretAccessKey: 'lab-secret-that-opens-nothing' };

/**
 * Stands before a server with TLS: takes IAM tokens, holds their signatures against the secret, and signs in to the server by
 * the password that the user has there just then. The server refuses whoever did not sign in.
 * @param server with TLS, and without a password of the default user; the user is made on it
 */
export async function startIamFront(server: RunningServer, options: IamFrontOptions): Promise<IamFront> {
  const { user, lifeMs, changeMs } = options;
  const keeper = { cache: 'lab-cache', ...options };
  const admin = await server.client();
  const counts = { signedIn: 0, again: 0, ended: 0, changes: 0 };
  const refusals: string[] = [];
  const open = new Set<Socket>();
  let password = '';
  let former: string | undefined;
  const change = async (): Promise<void> => {
    const next = `of-the-moment-${String(counts.changes)}-${String(Math.random())}`;
    // The last one goes with the next change: someone may be signing in by it just now.
    const gone = former === undefined ? [] : [`<${former}`];
    await admin.call('ACL', 'SETUSER', user, 'on', '~*', '&*', '+@all', `>${next}`, ...gone);
    if (password !== '') former = password;
    password = next;
    counts.changes++;
  };
  await change();
  await lock(admin);
  const { cert, key } = server.certificates ?? {};
  if (cert === undefined || key === undefined) throw new Error('the server has no TLS');
  const listener = createServer({ cert, key }, (near) => {
    const far = connect({ host: server.host, port: server.port });
    let timer: NodeJS.Timeout | undefined;
    let before = false;
    const requests = new Requests(
      ([name = '', token = '']) => {
        const fault = name === user ? tokenFault(token, keeper, Date.now()) : 'it is of another user';
        if (fault !== null) {
          refusals.push(fault);
          return frame(['AUTH', name, 'refused']);
        }
        counts.signedIn++;
        if (before) counts.again++;
        before = true;
        clearTimeout(timer);
        timer = setTimeout(() => {
          counts.ended++;
          near.destroy();
        }, lifeMs);
        return frame(['AUTH', user, password]);
      },
      (bytes) => far.write(bytes),
    );
    near.on('data', (bytes: Buffer) => {
      requests.take(bytes);
      if (far.writableNeedDrain) {
        near.pause();
        far.once('drain', () => near.resume());
      }
    });
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.on('error', () => undefined);
      one.on('close', () => {
        clearTimeout(timer);
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, server.host, resolve));
  const { port } = listener.address() as AddressInfo;
  const changing = setInterval(() => {
    change().catch(() => undefined);
  }, changeMs);
  return {
    url: `rediss://${user}@${server.host}:${String(port)}`,
    port,
    signedIn: () => counts.signedIn,
    again: () => counts.again,
    refusals: () => refusals,
    ended: () => counts.ended,
    changes: () => counts.changes,
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    close: async () => {
      clearInterval(changing);
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** The default user's, once a front stands before the server. */
export const ADMIN_PASSWORD = 'lab-admin';

/** Nobody gets in without a user. */
async function lock(admin: Redis): Promise<void> {
  await admin.call('ACL', 'SETUSER', 'default', 'resetpass', `>${ADMIN_PASSWORD}`);
  await admin.call('AUTH', 'default', ADMIN_PASSWORD);
}

function frame(words: readonly string[]): Buffer {
  const parts = words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`);
  return Buffer.from(`*${String(words.length)}\r\n${parts.join('')}`);
}
