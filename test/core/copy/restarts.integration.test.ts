import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConflictPolicy } from '../../../src/core/model/run';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import { startPhoenix } from '../../lab/faults/phoenix';
import type { Phoenix } from '../../lab/faults/phoenix';
import { follow } from '../../lab/servers/startReplicated';
import { startServer } from '../../lab/servers/startServer';
import { faultyCopy } from './faultyCopy';
import type { FaultyCopy } from './faultyCopy';

const KEYS = 4_000;
/** Keys that the target has of its own before the copy, under names that the source uses too. */
const OWN = ['own:1', 'own:2', 'own:3'];

let source: Phoenix;
let target: Phoenix;

beforeAll(async () => {
  source = await startPhoenix({ server: 'redis-7.0.15' });
  const client = await source.server().client();
  await fillDataset(client, { seed: 'restarts', keys: KEYS - OWN.length });
  for (const key of OWN) await client.set(key, 'of the source');
  await client.call('SAVE');
});

beforeEach(async () => {
  target = await startPhoenix({ server: 'valkey-8.1' });
});

afterEach(async () => {
  await target.stop();
});

afterAll(async () => {
  await source.stop();
});

/** Copies, and does harm once, when about half of the keys are copied. */
async function copyWith(harm: () => Promise<unknown>, onConflict: ConflictPolicy): Promise<FaultyCopy> {
  let done = false;
  const ends = { source: source.server(), target: target.server() };
  const found = await faultyCopy(ends, { onConflict }, async ({ keys }) => {
    await sleep(5);
    if (done || keys.copied < KEYS / 2) return;
    done = true;
    await harm();
  });
  expect(found.result.failure).toBeUndefined();
  expect(found.result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
  expect(done).toBe(true);
  return found;
}

async function expectEqual(...ownKeys: string[]): Promise<void> {
  const expected = await readDataset(await source.server().client());
  const client = await target.server().client();
  for (const key of ownKeys) expect(await client.get(key)).toBe('of the target');
  // Where the target keeps its own, the source's are not expected.
  for (const key of ownKeys) await client.set(key, 'of the source');
  expect(compareDatasets(expected, await readDataset(client))).toEqual([]);
}

it('a source that is killed and comes back with its data is read from its beginning', async () => {
  // So large that not all of it is read ahead by the time that it is killed.
  const keys = 8_000;
  const large = await startPhoenix({
    server: 'redis-8.0',
    debugCommand: true,
    config: ['rdbcompression no'],
  });
  const client = await large.server().client();
  await client.call('DEBUG', 'POPULATE', keys, 'key', 10_000);
  await client.call('SAVE');
  let done = false;
  const ends = { source: large.server(), target: target.server() };
  const { result } = await faultyCopy(ends, { onConflict: 'replace' }, async (progress) => {
    if (done || progress.keys.copied < keys / 3) return;
    done = true;
    await large.rise();
  });
  expect(result.failure).toBeUndefined();
  expect(result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
  expect(result.notices?.join()).toMatch(/The source was restarted.*read again from its beginning/);
  expect(result.keys).toMatchObject({ scanned: keys, copied: keys });
  const expected = await readDataset(await large.server().client());
  expect(compareDatasets(expected, await readDataset(await target.server().client()))).toEqual([]);
  await large.stop();
});

it('a target that follows another server for a while, and so loses what it took, gets everything again', async () => {
  const other = await startServer({ server: 'valkey-8.1' });
  const harm = async (): Promise<void> => {
    await follow(target.server(), other);
    expect(await (await target.server().client()).dbsize()).toBe(0);
    await (await target.server().client()).call('REPLICAOF', 'NO', 'ONE');
  };
  const { result } = await copyWith(harm, 'replace');
  await other.stop();
  expect(result.notices?.join()).toMatch(/another server took its place.*everything is copied again/);
  expect(result.keys).toMatchObject({ scanned: KEYS, copied: KEYS });
  await expectEqual();
});

describe('a target that is killed', () => {
  it('and comes back empty, gets everything again', async () => {
    const { result } = await copyWith(() => target.rise(), 'replace');
    expect(result.notices?.join()).toMatch(/The target was restarted.*everything is copied again/);
    expect(result.keys).toMatchObject({ scanned: KEYS, copied: KEYS, skipped: 0 });
    expect(result.functions).toBeGreaterThan(0);
    await expectEqual();
  });

  it('and comes back with some of it, keeps its own keys under "skip", and ours count as copied', async () => {
    const client = await target.server().client();
    for (const key of OWN) await client.set(key, 'of the target');
    const harm = async (): Promise<void> => {
      await client.call('SAVE');
      await sleep(20);
      await target.rise();
    };
    const { result } = await copyWith(harm, 'skip');
    expect(result.notices?.join()).toMatch(/The target was restarted/);
    expect(result.keys).toMatchObject({ copied: KEYS - OWN.length, skipped: OWN.length });
    await expectEqual(...OWN);
  });

  it('right behind the last key, is noticed', async () => {
    let risen = false;
    const ends = { source: source.server(), target: target.server() };
    const { result } = await faultyCopy(ends, { onConflict: 'replace' }, async ({ keys }) => {
      if (risen || keys.copied < KEYS) return;
      risen = true;
      await target.rise();
    });
    expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
    expect(result.notices?.join()).toMatch(/The target was restarted/);
    await expectEqual();
  });
});
