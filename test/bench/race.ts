import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { RunningServer } from '../lab/servers/runningServer';
import type { ServerName } from '../lab/servers/serverRelease';
import { startServer } from '../lab/servers/startServer';
import type { Contender, Took } from './contenders';
import { busySeconds, untilQuiet } from './otherWork';

/** A filled source, ready to be copied from. */
export interface Track {
  readonly source: RunningServer;
  /** Where tools find it. */
  readonly sourcePort: number;
  readonly keys: number;
  /** DEBUG DIGEST of the source. */
  readonly digest: string;
}

/** One run, measured and checked. */
export interface Run extends Took {
  readonly sourceCpu: number;
  readonly targetCpu: number;
  /** How many cores other programs kept busy meanwhile. */
  readonly otherCores: number;
  /** True if the target holds what the source holds. */
  readonly whole: boolean;
  /** How that was seen. */
  readonly seen: string;
}

/** Copies to an empty server that was just started, and looks at what came out. */
export async function race(contender: Contender, track: Track, to: ServerName): Promise<Run> {
  const { source, sourcePort } = track;
  await using target = await startServer({ server: to, debugCommand: true });
  const sourceClient = await source.client();
  await untilQuiet();
  const before = await cpuSeconds(sourceClient);
  const [busyBefore, ownBefore, started] = [await busySeconds(), process.cpuUsage(), performance.now()];
  const took = await contender.copy({ source, sourcePort, target });
  const busy = (await busySeconds()) - busyBefore;
  const wall = (performance.now() - started) / 1000;
  const own = process.cpuUsage(ownBefore);
  const targetClient = await target.client();
  const targetCpu = await cpuSeconds(targetClient);
  const sourceCpu = (await cpuSeconds(sourceClient)) - before;
  const accounted = (own.user + own.system) / 1e6 + (took.use?.cpuSeconds ?? 0) + sourceCpu + targetCpu;
  const otherCores = Math.max(0, busy - accounted) / wall;
  const check = await compare(track, target, targetClient);
  sourceClient.disconnect();
  return { ...took, sourceCpu, targetCpu, otherCores, ...check };
}

async function compare(
  track: Track,
  target: RunningServer,
  client: Redis,
): Promise<{ whole: boolean; seen: string }> {
  const keys = await client.dbsize();
  if (keys !== track.keys) {
    return { whole: false, seen: `${keys.toLocaleString('en-US')} keys arrived` };
  }
  const { product, version } = track.source.resolved;
  if (target.resolved.product !== product || target.resolved.version !== version) {
    return { whole: true, seen: 'DBSIZE' };
  }
  const digest = String(await client.call('DEBUG', 'DIGEST'));
  return digest === track.digest
    ? { whole: true, seen: 'DBSIZE, DEBUG DIGEST' }
    : { whole: false, seen: 'DEBUG DIGEST differs' };
}

/** CPU that a server used since its start, children included, once none of them is at work. */
async function cpuSeconds(client: Redis): Promise<number> {
  for (;;) {
    const info = await client.info();
    if (!info.includes('rdb_bgsave_in_progress:1')) {
      const found = info.matchAll(/^used_cpu_(?:sys|user)(?:_children)?:([\d.]+)/gm);
      return [...found].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
    }
    await sleep(20);
  }
}
