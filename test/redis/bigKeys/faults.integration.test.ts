import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CopyPlan } from '../../../src/core/copy/plan';
import { TEMPORARY_PREFIX } from '../../../src/core/largeValue';
import { faultyCopy } from '../../core/copy/faultyCopy';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startCluster } from '../../lab/servers/startCluster';
import { startServer } from '../../lab/servers/startServer';

/** A list of 40 MB. */
const ELEMENTS = 20_000;
const FILL = `for index = 1, ${String(ELEMENTS)} do redis.call('RPUSH', KEYS[1], string.rep(index, 2000):sub(1, 2000)) end`;
const PLAN: CopyPlan = { onConflict: 'fail', bigKeyBytes: 1e6 };

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  [source, target] = await Promise.all([
    startServer({ server: 'redis-8.0' }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  await (await source.client()).eval(FILL, 1, 'large');
});

afterAll(async () => {
  await Promise.all([source.stop(), target.stop()]);
});

beforeEach(async () => {
  await (await target.client()).flushall();
});

const temporary = async (): Promise<readonly string[]> =>
  (await target.client()).keys(`${TEMPORARY_PREFIX}*`);

/** Waits until a large key is being written. */
async function untilWriting(): Promise<void> {
  for (let turn = 0; (await temporary()).length === 0; turn++) {
    if (turn === 5_000) throw new Error('no large key was begun');
    await sleep(2);
  }
}

const nothing = (): Promise<void> => Promise.resolve();

const list = async (server: RunningServer, key = 'large'): Promise<string[]> =>
  (await server.client()).lrange(key, 0, -1);

describe('a large key', () => {
  it('leaves nothing when the copy is cancelled in its middle', async () => {
    const abort = new AbortController();
    const copying = faultyCopy({ source, target }, PLAN, nothing, abort.signal);
    await untilWriting();
    abort.abort();
    expect((await copying).result).toMatchObject({ status: 'cancelled', keys: { copied: 0 } });
    expect(await (await target.client()).dbsize()).toBe(0);
  });

  it.each(['source', 'target'] as const)(
    'is begun again when every connection to the %s is lost in its middle',
    async (end) => {
      const copying = faultyCopy({ source, target }, PLAN, nothing);
      await untilWriting();
      const killer = await { source, target }[end].client();
      await killer.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      const { result } = await copying;
      expect(result).toMatchObject({ status: 'done', keys: { scanned: 1, copied: 1 }, quarantine: [] });
      expect(await list(target)).toEqual(await list(source));
      // What the lost connection had written is removed by the next one.
      expect(await temporary()).toEqual([]);
    },
  );

  it('is copied again when it is changed once meanwhile', async () => {
    const copying = faultyCopy({ source, target }, PLAN, nothing);
    await untilWriting();
    await (await source.client()).rpush('large', 'another');
    expect((await copying).result).toMatchObject({ status: 'done', keys: { copied: 1 }, quarantine: [] });
    expect(await list(target)).toEqual(await list(source));
    expect(await temporary()).toEqual([]);
  });

  it('goes to quarantine when it is changed all the time, and leaves nothing', async () => {
    const writer = await source.client();
    const write = (): void => {
      writer.lset('large', 0, String(performance.now())).catch(() => undefined);
    };
    const writing = setInterval(write, 5);
    const { result } = await faultyCopy({ source, target }, PLAN, nothing);
    clearInterval(writing);
    expect(result.keys).toMatchObject({ copied: 0, quarantined: 1 });
    expect(result.quarantine[0]?.reason).toMatch(/changed each of 3 times/);
    expect(await (await target.client()).dbsize()).toBe(0);
  });

  it('goes into a cluster and out of it', async () => {
    const cluster = await startCluster({ server: 'valkey-8.1', masters: 3 });
    try {
      const [node] = cluster.nodes;
      if (node === undefined) throw new Error('no node');
      const into = await faultyCopy({ source, target: node }, PLAN, nothing);
      expect(into.result).toMatchObject({ status: 'done', keys: { copied: 1 }, quarantine: [] });
      const out = await faultyCopy({ source: node, target }, PLAN, nothing);
      expect(out.result).toMatchObject({ status: 'done', keys: { copied: 1 }, quarantine: [] });
      expect(await list(target)).toEqual(await list(source));
      expect(await (await target.client()).dbsize()).toBe(1);
    } finally {
      await cluster.stop();
    }
  });
});
