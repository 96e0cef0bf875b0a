import type { Redis } from 'ioredis';
import { keySlot } from './keySlot';
import type { RedisCommand } from './specimen';

const batchCommands = 1000;
const batchBytes = 4 * 1024 * 1024;

/** Takes the commands of one key at a time and sends them in pipelines. */
export interface CommandSink {
  /** Adds the commands of a key; resolves at once, or when a full pipeline was sent. */
  add(key: string | Buffer, commands: readonly RedisCommand[]): Promise<void>;
  /** Sends what is left and closes the connections. */
  finish(): Promise<void>;
}

/**
 * A sink for one database of a server, or of the masters of a cluster, each of which gets the keys of its own
 * slots. It works on connections of its own, so that the caller's stay in their database.
 * @throws Error from add and finish, with the command and the key, if a server refuses one.
 */
export async function commandSink(
  masters: readonly Redis[],
  db: number,
  cluster: boolean,
): Promise<CommandSink> {
  const lanes = await Promise.all(masters.map((master) => openLane(master, db, cluster)));
  return {
    async add(key, commands) {
      const slot = cluster ? keySlot(key) : 0;
      const lane = lanes.find((candidate) => candidate.owns(slot));
      if (lane === undefined) throw new Error(`no master serves slot ${String(slot)}`);
      for (const command of commands) {
        lane.commands.push(command);
        for (const argument of command) lane.bytes += typeof argument === 'number' ? 8 : argument.length;
      }
      if (lane.commands.length >= batchCommands || lane.bytes >= batchBytes) await send(lane);
    },
    async finish() {
      for (const lane of lanes) {
        await send(lane);
        lane.client.disconnect();
      }
    },
  };
}

interface Lane {
  readonly client: Redis;
  readonly owns: (slot: number) => boolean;
  commands: RedisCommand[];
  bytes: number;
}

async function openLane(master: Redis, db: number, cluster: boolean): Promise<Lane> {
  const client = master.duplicate({ db, lazyConnect: true });
  client.on('error', () => undefined);
  await client.connect();
  const owns = cluster ? slotsOf(String(await client.call('CLUSTER', 'NODES'))) : () => true;
  return { client, owns, commands: [], bytes: 0 };
}

function slotsOf(clusterNodes: string): (slot: number) => boolean {
  const own = clusterNodes.split('\n').find((line) => line.includes('myself')) ?? '';
  const ranges = [...own.matchAll(/ (\d+)(?:-(\d+))?(?= |$)/g)].slice(2).map((match) => {
    const from = Number(match[1]);
    return { from, to: match[2] === undefined ? from : Number(match[2]) };
  });
  return (slot) => ranges.some((range) => slot >= range.from && slot <= range.to);
}

async function send(lane: Lane): Promise<void> {
  const { commands } = lane;
  if (commands.length === 0) return;
  lane.commands = [];
  lane.bytes = 0;
  const pipeline = lane.client.pipeline();
  for (const [name, ...args] of commands) pipeline.call(name, ...args);
  const replies = (await pipeline.exec()) ?? [];
  for (const [index, [error]] of replies.entries()) {
    if (error === null) continue;
    const [name, key] = commands[index] ?? [];
    throw new Error(`${String(name)} ${String(key)}: ${error.message}`, { cause: error });
  }
}
