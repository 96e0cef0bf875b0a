import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { FailureCode } from '../../../src/core/model/failure';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import { freePort } from '../../lab/servers/freePort';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { faultyCopy } from './faultyCopy';

const KEYS = 4_000;

let source: RunningServer;
let target: RunningServer;
let client: Redis;

beforeAll(async () => {
  source = await startServer({ server: 'redis-7.0.15' });
  await fillDataset(await source.client(), { seed: 'refusals', keys: KEYS });
});

beforeEach(async () => {
  target = await startServer({ server: 'valkey-8.1', debugCommand: true });
  client = await target.client();
});

afterEach(async () => {
  await target.stop();
});

afterAll(async () => {
  await source.stop();
});

/** What makes a target refuse every key for a while, and what ends that. */
interface Trouble {
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
  readonly code: FailureCode;
}

const troubles: Readonly<Record<string, () => Trouble>> = {
  'a full target that is freed': () => ({
    begin: async () => {
      const used = /^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1];
      await client.config('SET', 'maxmemory', Number(used), 'maxmemory-policy', 'noeviction');
    },
    end: () => client.config('SET', 'maxmemory', 0),
    code: 'server.memory',
  }),
  'a target that is a replica for a while': () => ({
    begin: async () => client.replicaof('127.0.0.1', await freePort()),
    end: () => client.replicaof('NO', 'ONE'),
    code: 'server.readonly',
  }),
  'a target that misses its replicas': () => ({
    begin: () => client.config('SET', 'min-replicas-to-write', 1),
    end: () => client.config('SET', 'min-replicas-to-write', 0),
    code: 'server.busy',
  }),
  'a target that cannot save to its disk': () => ({
    begin: async () => {
      // A folder in the place of the file: it cannot get its name.
      await mkdir(join(await folderOf(client), 'dump.rdb', 'in the way'), { recursive: true });
      await client.config('SET', 'save', '3600 1000000');
      await saved('err');
    },
    end: async () => {
      await rm(join(await folderOf(client), 'dump.rdb'), { recursive: true });
      await saved('ok');
    },
    code: 'server.disk',
  }),
  'a target that is busy with a script': () => ({
    begin: async () => {
      await client.config('SET', 'busy-reply-threshold', 10);
      const other = await target.client();
      other.eval('while true do end', 0).catch(() => undefined);
      await sleep(100);
    },
    end: () => client.call('SCRIPT', 'KILL'),
    code: 'server.busy',
  }),
};

async function folderOf(asked: Redis): Promise<string> {
  const [, folder = ''] = await asked.config('GET', 'dir');
  return folder;
}

/** Has the target save, and waits for how that ends. */
async function saved(status: 'ok' | 'err'): Promise<void> {
  await vi.waitFor(
    async () => {
      await client.call('BGSAVE').catch(() => undefined);
      expect(await client.info('persistence')).toContain(`rdb_last_bgsave_status:${status}`);
    },
    { timeout: 10_000, interval: 50 },
  );
}

it.each(Object.entries(troubles))('%s is waited for, and gets all keys', async (_, make) => {
  const trouble = make();
  let begun = false;
  let ended = false;
  const { result, waits } = await faultyCopy(
    { source, target },
    { onConflict: 'fail' },
    async ({ keys, waiting }) => {
      if (!begun && keys.copied > KEYS / 3) {
        begun = true;
        await trouble.begin();
      } else if (waiting !== undefined && !ended) {
        ended = true;
        await trouble.end();
      } else await sleep(5);
    },
  );
  expect(result.failure).toBeUndefined();
  expect(result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
  expect(result.keys).toMatchObject({ scanned: KEYS, copied: KEYS });
  expect(waits[0]).toEqual({ end: 'target', code: trouble.code });
  expect(compareDatasets(await readDataset(await source.client()), await readDataset(client))).toEqual([]);
});

it('a target that loads is waited for', async () => {
  let loading: Promise<unknown> | undefined;
  const { result, waits } = await faultyCopy(
    { source, target },
    { onConflict: 'replace' },
    async ({ keys }) => {
      await sleep(5);
      if (loading !== undefined || keys.copied < KEYS / 2) return;
      await client.config('SET', 'key-load-delay', 500, 'loading-process-events-interval-bytes', 1024);
      loading = client.call('DEBUG', 'RELOAD');
      await sleep(100);
    },
  );
  await loading;
  expect(result).toMatchObject({ status: 'done', keys: { scanned: KEYS, copied: KEYS } });
  expect(waits[0]).toEqual({ end: 'target', code: 'server.busy' });
  expect(compareDatasets(await readDataset(await source.client()), await readDataset(client))).toEqual([]);
});

it('a wait ends as soon as the copy is cancelled, and what was refused is not counted', async () => {
  const stop = new AbortController();
  let asked = 0;
  let begun = false;
  const { result } = await faultyCopy(
    { source, target },
    { onConflict: 'replace' },
    async ({ keys, waiting }) => {
      if (!begun && keys.copied > KEYS / 3) {
        begun = true;
        await client.config('SET', 'min-replicas-to-write', 1);
      } else if (waiting !== undefined) {
        asked = performance.now();
        stop.abort();
      }
    },
    stop.signal,
  );
  expect(performance.now() - asked).toBeLessThan(1_000);
  expect(result.status).toBe('cancelled');
  const held = /keys=(\d+)/g;
  const inAll = [...(await client.info('keyspace')).matchAll(held)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
  expect(result.keys.copied).toBe(inAll);
});

it('a client that writes to the source all along leaves every other key equal', async () => {
  const writer = await source.client();
  const expected = await readDataset(await source.client());
  const stop = new AbortController();
  let written = 0;
  const writing = (async () => {
    while (!stop.signal.aborted) await writer.set(`live:${String(written++ % 500)}`, String(written));
  })();
  const { result } = await faultyCopy({ source, target }, { onConflict: 'replace' }, () => sleep(5));
  stop.abort();
  await writing;
  expect(result).toMatchObject({ status: 'done', quarantine: [], losses: [] });
  expect(written).toBeGreaterThan(50);
  const live = await client.keys('live:*');
  if (live.length > 0) await client.del(...live);
  expect(compareDatasets(expected, await readDataset(client))).toEqual([]);
  await writer.del(...Array.from({ length: 500 }, (_, index) => `live:${String(index)}`));
});
