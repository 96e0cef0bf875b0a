import { fillDataset } from '../lab/dataset/fillDataset';
import { startServer } from '../lab/servers/startServer';
import { HOST_DATASET_KEYS, HOST_ENV, HOST_PASSWORD, HOST_SMALL_KEYS } from './hostEnv';

/** The servers of the host suite, and how their addresses reach the tests. */
export interface HostServers {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts a Redis 8.0 with a password and data, and an empty Valkey 8.1. */
export async function startHostServers(): Promise<HostServers> {
  const source = await startServer({ server: 'redis-8.0', requirepass: HOST_PASSWORD, debugCommand: true });
  const target = await startServer({ server: 'valkey-8.1' });
  const stop = async (): Promise<void> => {
    await Promise.all([source.stop(), target.stop()]);
  };
  try {
    const client = await source.client();
    await fillDataset(client, { seed: 'host', keys: HOST_DATASET_KEYS });
    await client.call('DEBUG', 'POPULATE', String(HOST_SMALL_KEYS), 'small', '100');
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: { [HOST_ENV.source]: source.url, [HOST_ENV.target]: target.url }, stop };
}
