import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from './runningServer';
import type { ServerOptions } from './serverOptions';
import { startServer } from './startServer';

const joinsMs = 30_000;

/** How a set of Sentinels is started. They are of the primaries' version. */
export interface SentinelsOptions extends Pick<
  ServerOptions,
  'requirepass' | 'config' | 'tls' | 'certificates'
> {
  /** What they watch, by their names for it. */
  readonly primaries: Readonly<Record<string, RunningServer>>;
  /** The number of Sentinels, three by default. */
  readonly count?: number;
  /** How many replicas they must have seen of each primary before it counts as started; one by default. */
  readonly replicas?: number;
}

/** A running set of Sentinels. */
export interface RunningSentinels {
  readonly sentinels: readonly RunningServer[];
  /** The port of the primary of that name, as the first living Sentinel tells it. */
  primaryPort(name: string): Promise<number>;
  /** Makes a replica the primary, and waits until the Sentinels say so. @throws Error when they do not. */
  failOver(name: string): Promise<void>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts Sentinels, and waits until they know each other and the replicas.
 * @throws Error if one does not start, or they do not find each other in 30 seconds.
 */
export async function startSentinels(options: SentinelsOptions): Promise<RunningSentinels> {
  const { primaries, count = 3, replicas = 1, ...common } = options;
  const [first] = Object.values(primaries);
  if (first === undefined) throw new Error('there is nothing to watch');
  const sentinelOf = Object.entries(primaries).map(([name, primary]) => ({
    name,
    port: primary.tlsPort ?? primary.port,
    quorum: Math.floor(count / 2) + 1,
    ...(primary.spec.requirepass === undefined ? {} : { password: primary.spec.requirepass }),
  }));
  const spec: ServerOptions = { server: first.spec.server, ...common, sentinelOf };
  const sentinels = await Promise.all(Array.from({ length: count }, () => startServer(spec)));
  const stop = async (): Promise<void> => {
    await Promise.all(sentinels.map((sentinel) => sentinel.stop()));
  };
  const call = async (...words: readonly string[]): Promise<unknown> => {
    for (const sentinel of sentinels) {
      try {
        const client = await sentinel.client();
        const reply = await client.call('SENTINEL', ...words).finally(() => {
          client.disconnect();
        });
        return reply;
      } catch (error) {
        if (sentinel === sentinels.at(-1) || !/ECONN|closed/.test(String(error))) throw error;
      }
    }
    throw new Error('there is no Sentinel');
  };
  const primaryPort = async (name: string): Promise<number> => {
    const reply = (await call('GET-MASTER-ADDR-BY-NAME', name)) as [string, string];
    return Number(reply[1]);
  };
  const failOver = async (name: string): Promise<void> => {
    const before = await primaryPort(name);
    await until('fail over', async () => {
      // It refuses while it still does not know of a replica that is good, or is at another failover.
      await call('FAILOVER', name).catch(() => undefined);
      await sleep(200);
      return (await primaryPort(name)) !== before;
    });
  };
  try {
    for (const sentinel of sentinels) {
      const client = await sentinel.client();
      await until('find each other', async () => {
        const known = (await client.call('SENTINEL', 'MASTERS')) as string[][];
        return known.every(
          (words) =>
            Number(valueOf(words, 'num-other-sentinels')) >= count - 1 &&
            Number(valueOf(words, 'num-slaves')) >= replicas,
        );
      });
      client.disconnect();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { sentinels, primaryPort, failOver, stop, [Symbol.asyncDispose]: stop };
}

function valueOf(words: readonly string[], name: string): string | undefined {
  return words[words.indexOf(name) + 1];
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + joinsMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`the Sentinels did not ${what}`);
    await sleep(50);
  }
}
