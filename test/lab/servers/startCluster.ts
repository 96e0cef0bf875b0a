import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { makeCertificates } from './certificates';
import type { RunningServer } from './runningServer';
import type { ServerOptions } from './serverOptions';
import { startServer } from './startServer';

const slotCount = 16_384;
const joinsMs = 45_000;

/** How a cluster is started; the other options go to every node. */
export interface ClusterOptions extends Omit<ServerOptions, 'cluster' | 'port' | 'databases'> {
  /** The number of masters, three or more. */
  readonly masters: number;
  /** Replicas of each master, none by default. */
  readonly replicas?: number;
}

/** A running cluster; the slots are spread evenly over the masters, in their order. */
export interface RunningCluster {
  /** The masters, then the replicas. */
  readonly nodes: readonly RunningServer[];
  readonly masters: readonly RunningServer[];
  readonly replicas: readonly RunningServer[];
  /** A connected client for each master, in their order. */
  masterClients(): Promise<Redis[]>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a cluster and waits until every node says cluster_state:ok and every replica is in step.
 * @throws Error if a node does not start or the cluster does not come together in 45 seconds.
 */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const { masters, replicas = 0, ...common } = options;
  const tls = common.tls !== undefined && common.tls !== false;
  const nodeOptions: ServerOptions = {
    ...common,
    cluster: true,
    ...(tls ? { certificates: common.certificates ?? (await makeCertificates()) } : {}),
  };
  const count = masters * (1 + replicas);
  const started = await Promise.allSettled(Array.from({ length: count }, () => startServer(nodeOptions)));
  const nodes = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    const failure = started.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    await join(nodes, masters);
  } catch (error) {
    await stop();
    throw error;
  }
  const masterNodes = nodes.slice(0, masters);
  return {
    nodes,
    masters: masterNodes,
    replicas: nodes.slice(masters),
    masterClients: () => Promise.all(masterNodes.map((node) => node.client())),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function join(nodes: readonly RunningServer[], masters: number): Promise<void> {
  const clients = await Promise.all(nodes.map((node) => node.client()));
  const deadline = Date.now() + joinsMs;
  for (const [index, client] of clients.slice(0, masters).entries()) {
    const from = Math.round((index * slotCount) / masters);
    const to = Math.round(((index + 1) * slotCount) / masters);
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    // Not ADDSLOTSRANGE, which Redis 6 does not have.
    await client.call('CLUSTER', 'ADDSLOTS', ...Array.from({ length: to - from }, (_, slot) => from + slot));
  }
  for (const node of nodes.slice(1)) {
    // The bus belongs to the TLS port once the cluster itself talks TLS.
    await clients[0]?.call('CLUSTER', 'MEET', node.host, node.tlsPort ?? node.port);
  }
  await until(deadline, clients, async (client, info) => {
    if (!info.includes(`cluster_known_nodes:${String(nodes.length)}\r\n`)) return false;
    // In its handshake a node counts, but by a name that is not its own.
    return !String(await client.call('CLUSTER', 'NODES')).includes('handshake');
  });
  for (const [index, client] of clients.slice(masters).entries()) {
    const master = await clients[index % masters]?.call('CLUSTER', 'MYID');
    await client.call('CLUSTER', 'REPLICATE', String(master));
  }
  await until(deadline, clients, async (client, info) => {
    if (!info.includes('cluster_state:ok') || !info.includes(`cluster_size:${String(masters)}\r\n`))
      return false;
    const role = await client.role();
    return role[0] !== 'slave' || role[3] === 'connected';
  });
  for (const client of clients) client.disconnect();
}

async function until(
  deadline: number,
  clients: readonly Redis[],
  holds: (client: Redis, clusterInfo: string) => boolean | Promise<boolean>,
): Promise<void> {
  for (const client of clients) {
    for (;;) {
      const info = String(await client.call('CLUSTER', 'INFO'));
      if (await holds(client, info)) break;
      if (Date.now() > deadline) throw new Error(`the cluster did not come together:\n${info}`);
      await sleep(50);
    }
  }
}
