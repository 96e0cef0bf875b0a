import { Cluster } from 'ioredis';
import type { RunningCluster } from '../lab/servers/startCluster';
import { startCluster } from '../lab/servers/startCluster';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';
import type { EndpointAnswers } from './answerEndpoint';
import type { E2eContext } from './e2eContext';

/** What is migrated: a Redis 8.0 cluster with a password, into a Valkey 8.1. */
export interface Orders {
  readonly source: EndpointAnswers;
  readonly target: EndpointAnswers;
  readonly targetServer: RunningServer;
}

/** How the migration of orders is set up. */
export interface OrdersOptions {
  /** How many strings `key:0`, `key:1`, … the source holds, with values `value:0`, `value:1`, … */
  readonly keys: number;
  readonly sourcePassword: string;
  /** None if not given. */
  readonly targetPassword?: string;
}

/** Starts both ends, which end with the file. */
export async function startOrders(ctx: E2eContext, options: OrdersOptions): Promise<Orders> {
  const { keys, sourcePassword, targetPassword = '' } = options;
  const secured = targetPassword === '' ? {} : { requirepass: targetPassword };
  const [cluster, targetServer] = await Promise.all([
    startCluster({ server: 'redis-8.0', masters: 3, requirepass: sourcePassword }),
    startServer({ server: 'valkey-8.1', ...secured }),
  ]);
  ctx.cleanup(() => cluster.stop());
  ctx.cleanup(() => targetServer.stop());
  await fill(cluster, sourcePassword, keys);
  return {
    source: {
      address: `127.0.0.1:${String(cluster.masters[0]?.port)}`,
      name: 'orders-redis',
      password: sourcePassword,
    },
    target: { address: targetServer.url, name: 'orders-valkey', password: targetPassword },
    targetServer,
  };
}

async function fill({ masters }: RunningCluster, password: string, keys: number): Promise<void> {
  const client = new Cluster([{ host: '127.0.0.1', port: masters[0]?.port ?? 0 }], {
    redisOptions: { password },
  });
  try {
    for (let from = 0; from < keys; from += 1000) {
      const sets = Array.from({ length: Math.min(1000, keys - from) }, (_, index) => from + index).map(
        (number) => client.set(`key:${String(number)}`, `value:${String(number)}`),
      );
      await Promise.all(sets);
    }
  } finally {
    client.disconnect();
  }
}
