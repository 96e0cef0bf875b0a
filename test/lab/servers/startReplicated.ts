import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificates } from './certificates';
import type { RunningServer } from './runningServer';
import type { ServerOptions } from './serverOptions';
import { startServer } from './startServer';

const joinsMs = 30_000;

/** How a primary and its replicas are started; the other options go to each of them. */
export interface ReplicatedOptions extends Omit<ServerOptions, 'cluster' | 'port'> {
  /** The number of replicas, one by default. */
  readonly replicas?: number;
}

/** A running primary with its replicas. */
export interface RunningReplicated {
  /** The primary first, as long as nothing fails over. */
  readonly servers: readonly RunningServer[];
  readonly primary: RunningServer;
  readonly replicas: readonly RunningServer[];
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a primary and replicas, and waits until these are in step.
 * @throws Error if a server does not start or does not get in step in 30 seconds.
 */
export async function startReplicated(options: ReplicatedOptions): Promise<RunningReplicated> {
  const { replicas = 1, ...common } = options;
  const tls = common.tls !== undefined && common.tls !== false;
  const each: ServerOptions = {
    ...common,
    ...(tls ? { certificates: common.certificates ?? (await makeCertificates()) } : {}),
    ...(tls ? { config: [...(common.config ?? []), 'tls-replication yes'] } : {}),
  };
  const started = await Promise.allSettled(Array.from({ length: 1 + replicas }, () => startServer(each)));
  const servers = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  try {
    const failure = started.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    const [primary, ...others] = servers;
    if (primary === undefined) throw new Error('there is no primary');
    for (const replica of others) await follow(replica, primary);
    return { servers, primary, replicas: others, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes a server a replica of another, and waits until it is in step. @throws Error when it does not get there. */
export async function follow(replica: RunningServer, primary: RunningServer): Promise<void> {
  const client = await replica.client();
  await client.call('REPLICAOF', primary.host, primary.tlsPort ?? primary.port);
  const deadline = Date.now() + joinsMs;
  while (!(await client.info('replication')).includes('master_link_status:up')) {
    if (Date.now() > deadline) throw new Error(`the replica did not get in step:\n${replica.log()}`);
    await sleep(20);
  }
  client.disconnect();
}
