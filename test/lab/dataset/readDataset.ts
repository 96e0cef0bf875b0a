import type { Redis } from 'ioredis';
import { type Dataset, type DatasetEntry, datasetKey } from './dataset';
import { arrayReply, pipelineReplies } from './pipelineReplies';
import { readCommands, readValue } from './readValue';
import { withFieldExpiry } from './fieldExpiry';
import { type ServerFeatures, serverFeatures } from './serverFeatures';
import { readVectorSet } from './readVectorSet';

const batchKeys = 500;
/** So far apart a server may answer the first and the last question of a batch. */
const CLOSE_MS = 20;
const MOST_ROUNDS = 200;

/**
 * Reads the whole content of a server, or of a cluster given by a client for each of its masters, by commands
 * alone. It shares no code with the product, so that tests can hold the product's result against it. Fields
 * and keys past their time do not count. Reading a server that is being written to gives no single moment.
 * @throws Error if a server refuses, or if it has a type of value that is not known here.
 */
export async function readDataset(target: Redis | readonly Redis[]): Promise<Dataset> {
  const masters = 'length' in target ? target : [target];
  const dataset = new Map<string, DatasetEntry>();
  for (const master of masters) {
    const features = await serverFeatures(master);
    const keyspace = await master.info('keyspace');
    for (const match of keyspace.matchAll(/^db(\d+):keys=/gm)) {
      const db = Number(match[1]);
      const client = master.duplicate({ db, lazyConnect: true });
      client.on('error', () => undefined);
      await client.connect();
      try {
        await readDatabase(client, db, features, dataset);
      } finally {
        client.disconnect();
      }
    }
  }
  return dataset;
}

async function readDatabase(
  client: Redis,
  db: number,
  features: ServerFeatures,
  dataset: Map<string, DatasetEntry>,
): Promise<void> {
  let cursor = '0';
  do {
    const [next, keys] = await client.scanBuffer(cursor, 'COUNT', batchKeys);
    cursor = next.toString();
    // A scan may name a key twice; the second reading replaces the first.
    for (const [key, entry] of await readKeys(client, keys, features))
      dataset.set(datasetKey(db, key), entry);
  } while (cursor !== '0');
}

async function readKeys(
  client: Redis,
  keys: readonly Buffer[],
  features: ServerFeatures,
): Promise<[Buffer, DatasetEntry][]> {
  const types = (
    await pipelineReplies(
      client,
      keys.map((key) => ['TYPE', key]),
    )
  ).map(String);
  const expiries = await (features.seven ? expiriesOf(client, keys) : expiriesByTimeLeft(client, keys));
  const commands = keys.map((key, at) => readCommands(types[at] ?? '', key));
  const replies = await pipelineReplies(client, commands.flat());
  const found: [Buffer, DatasetEntry][] = [];
  let used = 0;
  for (const [at, key] of keys.entries()) {
    const type = types[at] ?? '';
    const count = commands[at]?.length ?? 0;
    const own = replies.slice(used, used + count);
    used += count;
    if (count === 0 && type !== 'vectorset' && type !== 'none') throw new Error(`no reader for type ${type}`);
    const value = type === 'vectorset' ? await readVectorSet(client, key) : readValue(type, own);
    if (value === undefined) continue;
    found.push([key, { value, expireAt: expiries[at] ?? null }]);
  }
  return features.fieldTtl ? await withFieldExpiry(client, found) : found;
}

/** When each key expires, in milliseconds since the epoch; null for those that do not. */
async function expiriesOf(client: Redis, keys: readonly Buffer[]): Promise<(number | null)[]> {
  const replies = await pipelineReplies(
    client,
    keys.map((key) => ['PEXPIRETIME', key]),
  );
  return replies.map((reply) => (Number(reply) < 0 ? null : Number(reply)));
}

/** The same of a server that tells only what is left, by the time before and after: they are asked again while these lie apart. */
async function expiriesByTimeLeft(client: Redis, keys: readonly Buffer[]): Promise<(number | null)[]> {
  for (let round = 1; ; round++) {
    const [before, ...rest] = await pipelineReplies(client, [
      ['TIME'],
      ...keys.map((key) => ['PTTL', key] as const),
      ['TIME'],
    ]);
    const from = serverMs(before);
    const to = serverMs(rest.pop());
    if (to - from > CLOSE_MS && round < MOST_ROUNDS) continue;
    return rest.map((left) => (Number(left) < 0 ? null : from + Number(left)));
  }
}

function serverMs(reply: unknown): number {
  const [seconds, microseconds] = arrayReply(reply).map(Number);
  return (seconds ?? NaN) * 1000 + Math.floor((microseconds ?? NaN) / 1000);
}
