import { fillDataset } from '../lab/dataset/fillDataset';
import type { FillReport } from '../lab/dataset/fillReport';
import { resolveServer } from '../lab/servers/resolveServer';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';

const KEYS = 50_000;

/** The two servers of the demonstration. */
export interface Pair {
  readonly source: RunningServer;
  readonly target: RunningServer;
  readonly filled: FillReport;
  stop(): Promise<void>;
}

/** Fetches and starts a Redis 8.0 and a Valkey 8.1, and fills the first. Says on stderr what it does. */
export async function startPair(): Promise<Pair> {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  await Promise.all(
    (['redis-8.0', 'valkey-8.1'] as const).map((name) => resolveServer(name, { report: say })),
  );
  const source = await startServer({ server: 'redis-8.0' });
  const target = await startServer({ server: 'valkey-8.1' });
  const filled = await fillDataset(await source.client(), { seed: 'demo', keys: KEYS, bigKeys: 1_000_000 });
  say(
    `Redis ${source.version} on ${source.url}: ${KEYS.toLocaleString('en-US')} keys of every kind, in 4 databases.`,
  );
  say(`Valkey ${target.version} on ${target.url}: empty.`);
  return {
    source,
    target,
    filled,
    stop: async () => {
      await source.stop();
      await target.stop();
    },
  };
}
