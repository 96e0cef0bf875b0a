import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionAtLeast } from '../../../src/core/model/profile';
import type { Loss } from '../../../src/core/model/run';
import { readsType } from '../../../src/core/rdb/serverFormat';
import { Transcoder } from '../../../src/core/rdb/transcode';
import { ValueType } from '../../../src/core/rdb/valueType';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import type { Dataset } from '../../lab/dataset/dataset';
import { readDataset } from '../../lab/dataset/readDataset';
import { serverNames, type ServerName } from '../../lab/servers/serverRelease';
import { IDEMPOTENT, NEGATIVE_ZEROS, liveSource } from './liveSource';
import type { LiveSource } from './liveSource';
import { restoreAll, startMatrixServer } from './matrixServer';
import type { Restore } from './matrixServer';

const KEYS = 400;
/** PTTL and TIME of servers before 7.0 are two questions. */
const COARSE_MS = 50;

const servers = new Map<ServerName, LiveSource>();
const server = (name: ServerName): LiveSource => {
  const found = servers.get(name);
  if (found === undefined) throw new Error(`${name} did not start`);
  return found;
};

beforeAll(async () => {
  for (const name of serverNames) servers.set(name, await liveSource(await startMatrixServer(name), KEYS));
});

afterAll(async () => {
  await Promise.all([...servers.values()].map(({ running }) => running.stop()));
});

it('has scores of -0 from a server that keeps their sign', () => {
  for (const name of NEGATIVE_ZEROS) {
    expect(JSON.stringify(server('redis-6.0').dataset.get(name))).toContain('"8000000000000000"');
  }
});

describe.each(serverNames)('from %s', (from) => {
  it.each(serverNames)('to %s: every key arrives equal', async (to) => {
    const source = server(from);
    const target = server(to);
    const { restores, losses, refused } = transcodeAll(source, target);
    const rejected = await restoreAll(target, restores);
    const actual = await readDataset(target.client);
    await target.client.flushall();

    const vectors = namesOf(source.dataset, 'vectorset');
    // Vector sets are values of a module, and those of 8.0.6 and newer have a format that 8.0.2 does not read.
    const reads = to === 'redis-8.0.6' || to === 'redis-8.6' || (to === 'redis-8.0' && from === 'redis-8.0');
    expect(refused.sort()).toEqual(to.startsWith('redis-8') ? [] : vectors);
    expect([...rejected.keys()].map((at) => restores[at]?.name).sort()).toEqual(
      reads || !to.startsWith('redis-8') ? [] : vectors,
    );

    const timed =
      readsType(target.format, ValueType.hash2) || readsType(target.format, ValueType.hashMetadata);
    const keepsProducers = readsType(target.format, ValueType.stream4);
    expect(losses.get('hash-field-ttl') ?? []).toEqual(timed ? [] : [...source.filled.fieldTtlKeys].sort());
    expect(losses.get('stream-idempotency') ?? []).toEqual(
      source.dataset.has(IDEMPOTENT) && !keepsProducers ? [IDEMPOTENT] : [],
    );

    const expected = new Map(source.dataset);
    if (!reads) for (const name of vectors) expected.delete(name);
    const seven = (one: LiveSource): boolean => versionAtLeast(one.format.version, '7.0');
    const differences = compareDatasets(expected, actual, {
      ignoreFieldTtl: timed ? new Set() : new Set(source.filled.fieldTtlKeys),
      expiryToleranceMs: seven(source) && seven(target) ? 0 : COARSE_MS,
    });
    expect(differences).toEqual([]);
  });
});

function transcodeAll(
  source: LiveSource,
  target: LiveSource,
): {
  readonly restores: (Restore & { readonly name: string })[];
  readonly losses: Map<Loss['kind'], string[]>;
  readonly refused: string[];
} {
  const transcoder = new Transcoder(source.format, target.format);
  const restores: (Restore & { readonly name: string })[] = [];
  const losses = new Map<Loss['kind'], string[]>();
  const refused: string[] = [];
  for (const { name, db, key, payload } of source.dumps) {
    const transcoded = transcoder.transcode(Uint8Array.from(payload), Date.now());
    if (transcoded.kind === 'refused') refused.push(name);
    if (transcoded.kind !== 'payload') continue;
    const { loss } = transcoded;
    if (loss !== undefined) losses.set(loss, [...(losses.get(loss) ?? []), name].sort());
    const expireAt = source.dataset.get(name)?.expireAt ?? 0;
    restores.push({ name, db, key, payload: transcoded.payload, expireAt });
  }
  return { restores, losses, refused };
}

function namesOf(dataset: Dataset, type: string): string[] {
  return [...dataset].flatMap(([name, { value }]) => (value.type === type ? [name] : [])).sort();
}
