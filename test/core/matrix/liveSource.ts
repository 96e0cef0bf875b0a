import type { Redis } from 'ioredis';
import { datasetKey } from '../../lab/dataset/dataset';
import type { Dataset } from '../../lab/dataset/dataset';
import { fillDataset } from '../../lab/dataset/fillDataset';
import type { FillReport } from '../../lab/dataset/fillReport';
import { readDataset } from '../../lab/dataset/readDataset';
import { serverFeatures } from '../../lab/dataset/serverFeatures';
import type { MatrixServer } from './matrixServer';

/** A key as DUMP gives it. */
export interface LiveDump {
  readonly name: string;
  readonly db: number;
  readonly key: Buffer;
  readonly payload: Buffer;
}

/** What a server made of the dataset. */
export interface LiveSource extends MatrixServer {
  readonly filled: FillReport;
  readonly dataset: Dataset;
  readonly dumps: readonly LiveDump[];
}

/** Sorted sets with a score of -0, whose sign servers before 7.0 keep. */
export const NEGATIVE_ZEROS = [
  datasetKey(0, 'matrix:negative-zero'),
  datasetKey(0, 'matrix:negative-zero-large'),
];
/** A stream that an idempotent producer wrote to, where servers have them (Redis 8.6). */
export const IDEMPOTENT = datasetKey(0, 'matrix:idempotent');

/** Fills a server, reads back what it holds, dumps every key, and empties it again. */
export async function liveSource(server: MatrixServer, keys: number): Promise<LiveSource> {
  const { client } = server;
  const filled = await fillDataset(client, {
    seed: 'matrix',
    keys,
    bigKeys: 100_000,
    expiredFields: true,
    vectorSets: true,
  });
  await client.zadd('matrix:negative-zero', '-0', 'minus', '0', 'plus');
  const many = Array.from({ length: 200 }, (_, at) => [at, `m${String(at)}`]).flat();
  await client.zadd('matrix:negative-zero-large', ...['-0', 'minus', ...many]);
  const { product, version } = await serverFeatures(client);
  if (product === 'redis' && version.startsWith('8.6.')) {
    await client.call('XADD', 'matrix:idempotent', 'IDMP', 'producer', 'first', '*', 'f', 'v');
  }
  const dataset = await readDataset(client);
  const dumps: LiveDump[] = [];
  for (const db of filled.byDatabase.keys()) dumps.push(...(await dumpDatabase(client, db)));
  await client.select(0);
  await client.flushall();
  return { ...server, filled, dataset, dumps };
}

async function dumpDatabase(client: Redis, db: number): Promise<LiveDump[]> {
  await client.select(db);
  const keys = await client.keysBuffer('*');
  const pipeline = client.pipeline();
  for (const key of keys) pipeline.dumpBuffer(key);
  const replies = (await pipeline.exec()) ?? [];
  return keys.flatMap((key, at) => {
    const payload = replies[at]?.[1];
    // A hash of nothing but expired fields may be there for KEYS alone.
    return Buffer.isBuffer(payload) ? [{ name: datasetKey(db, key), db, key, payload }] : [];
  });
}
