import type { Redis } from 'ioredis';
import { footerVersion } from '../../../src/core/rdb/footer';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';
import type { RunningServer } from '../../lab/servers/runningServer';
import { serverRelease, type ServerName } from '../../lab/servers/serverRelease';
import { startServer } from '../../lab/servers/startServer';

/** Redis 6.0 never checks the inside of a payload, Valkey 9 always does. */
const HAVE_NO_CHOICE: readonly ServerName[] = ['redis-6.0', 'valkey-9.1'];

/** A server of the matrix, which reads what it is given with the strictest checks that it has. */
export interface MatrixServer {
  readonly name: ServerName;
  readonly running: RunningServer;
  readonly client: Redis;
  readonly format: ServerFormat;
}

/** Starts a server; DEBUG is allowed, so that fields can expire without being deleted. */
export async function startMatrixServer(name: ServerName): Promise<MatrixServer> {
  const running = await startServer({ server: name, debugCommand: true });
  const client = await running.client();
  if (!HAVE_NO_CHOICE.includes(name)) await client.call('CONFIG', 'SET', 'sanitize-dump-payload', 'yes');
  await client.set('probe', '1');
  const rdbVersion = footerVersion(await client.dumpBuffer('probe'));
  await client.del('probe');
  const { product } = serverRelease(name);
  return { name, running, client, format: { product, version: running.version, rdbVersion } };
}

/** One key to write. */
export interface Restore {
  readonly db: number;
  readonly key: string | Buffer;
  readonly payload: Uint8Array;
  /** Unix milliseconds; 0 for never. */
  readonly expireAt: number;
}

/** Writes keys in one pipeline; answers the error of each that the server refused, by its place in the list. */
export async function restoreAll(
  { client }: MatrixServer,
  restores: readonly Restore[],
): Promise<Map<number, string>> {
  const pipeline = client.pipeline();
  for (const { db, key, payload, expireAt } of restores) {
    pipeline.call('SELECT', db);
    pipeline.call('RESTORE', key, expireAt, Buffer.from(payload), 'ABSTTL');
  }
  pipeline.call('SELECT', 0);
  const replies = (await pipeline.exec()) ?? [];
  const refused = new Map<number, string>();
  for (const [index, [error]] of replies.entries()) {
    if (error !== null) refused.set(Math.floor(index / 2), error.message);
  }
  return refused;
}
