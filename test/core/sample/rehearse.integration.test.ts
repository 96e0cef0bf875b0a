import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../src/core/model/checkReport';
import type { Rehearsal, RehearsalBudget } from '../../../src/core/model/rehearsal';
import type { KeySource } from '../../../src/core/ports';
import { rehearse } from '../../../src/core/sample/rehearse';
import { systemClock, systemSleep } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { documentOf, expectExit, runCli } from '../../node/runCli';
import { dialOf } from '../../redis/cluster/clusterRuns';

const KEYS = 60_000;

async function fill(server: RunningServer): Promise<void> {
  const client = await server.client();
  await client.eval(
    `for i = 1, ${String(KEYS)} do redis.call('SET', 'key:' .. i, string.rep('x', 500)) end`,
    0,
  );
}

type Source = Pick<KeySource, 'latency' | 'dump'>;

/** @param changed what the source does in another way */
async function rehearsed(
  server: RunningServer,
  budget: RehearsalBudget,
  changed: (source: Source) => Partial<Source> = () => ({}),
  signal = new AbortController().signal,
): Promise<Rehearsal> {
  const opened = await connect(dialOf('source', server), new AbortController().signal);
  try {
    const { profile } = await opened.look(signal);
    const source: Source = {
      latency: (either) => opened.latency(either),
      dump: (request, either) => opened.dump(request, either),
    };
    const ports = { clock: systemClock, sleep: systemSleep };
    return await rehearse({ ...source, ...changed(source) }, profile.databases, budget, ports, signal);
  } finally {
    opened.close();
  }
}

describe('a rehearsal', () => {
  it('measures, in the report of a check, what the estimate then rests on, and writes nothing', async () => {
    await using source = await startServer({ server: 'valkey-8.1' });
    await using target = await startServer({ server: 'valkey-8.1' });
    await fill(source);
    const admin = await source.client();
    await admin.config('RESETSTAT');
    const marks = async (): Promise<(string | undefined)[]> => {
      const info = await admin.info();
      return ['master_repl_offset', 'rdb_changes_since_last_save'].map(
        (name) => new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1],
      );
    };
    const before = await marks();
    await sleep(1_100);
    const ends = ['--source', source.url, '--target', target.url];
    const run = expectExit(await runCli(['check', ...ends, '--rehearse', '5', '--json']), 0);
    const report = documentOf(run) as CheckReport;
    expect(report.rehearsal).toMatchObject({ keys: KEYS, endedBy: 'end' });
    const { seconds = 0, rate, bytes = 0 } = report.rehearsal ?? {};
    // LZF makes little of 500 equal letters.
    expect(bytes).toBeGreaterThan(KEYS * 10);
    expect(rate?.least).toBeLessThanOrEqual(rate?.most ?? 0);
    const [copy] = report.routes;
    expect(copy?.route).toBe('copy');
    expect(copy?.estimate.basis).toMatch(/^measured by reading 60,000 keys of the source in /);
    expect(copy?.estimate.duration?.least).toBe(Math.ceil((2 * KEYS) / (rate?.most ?? 0)));
    expect(copy?.estimate.duration?.most).toBe(Math.ceil((6 * KEYS) / (rate?.least ?? 0)));
    expect(seconds).toBeGreaterThan(0);

    expect(await marks()).toEqual(before);
    expect(await (await target.client()).dbsize()).toBe(0);
    // Nobody used the keys, as far as the server can tell.
    const idle = await Promise.all(
      [1, 999, KEYS].map((key) => admin.object('IDLETIME', `key:${String(key)}`)),
    );
    expect(Math.min(...(idle as number[]))).toBeGreaterThanOrEqual(1);
    const stats = await admin.info('commandstats');
    expect(stats).toMatch(/^cmdstat_dump:calls=\d/m);
    expect(stats).not.toMatch(/^cmdstat_(set|restore|del|unlink|eval)\b/m);
  });

  it('is bounded by keys and by seconds', async () => {
    await using source = await startServer({ server: 'redis-7.0.15' });
    await fill(source);
    const few = await rehearsed(source, { keys: 5_000, seconds: 60 });
    expect(few).toMatchObject({ endedBy: 'keys' });
    expect(few.keys).toBeGreaterThanOrEqual(5_000);
    expect(few.keys).toBeLessThan(KEYS);
    const none = await rehearsed(source, { keys: Infinity, seconds: 0 });
    expect(none.endedBy).toBe('seconds');
    expect(none.keys).toBeLessThan(KEYS);
  });

  it('holds back while the source answers late, and gives up when that does not pass', async () => {
    await using source = await startServer({ server: 'valkey-8.1' });
    await fill(source);
    /** Slow to answer from one question to another, after those that it takes to learn how quick it is. */
    const late = (from: number, to: number) => (own: Source) => {
      let asked = 0;
      let batches = 0;
      return {
        latency: async () => Promise.resolve(++asked >= from && asked < to ? 500 : 1),
        dump: async function* (...[request, signal]: Parameters<Source['dump']>) {
          for await (const batch of own.dump(request, signal)) {
            // The first ones take long enough to be measured.
            if (++batches <= 15) await sleep(20);
            yield batch;
          }
        },
      };
    };
    const budget = { keys: Infinity, seconds: 60 };
    const passing = await rehearsed(source, budget, late(6, 8));
    expect(passing).toMatchObject({ keys: KEYS, endedBy: 'end' });
    expect(passing.pausedSeconds).toBeGreaterThanOrEqual(0.2);
    const staying = await rehearsed(source, budget, late(6, Infinity));
    expect(staying.endedBy).toBe('latency');
    expect(staying.keys).toBeLessThan(KEYS);
  });

  it('ends when it is cancelled', async () => {
    await using source = await startServer({ server: 'valkey-8.1' });
    await fill(source);
    const controller = new AbortController();
    let batches = 0;
    const cancelled = rehearsed(
      source,
      { keys: Infinity, seconds: 60 },
      (own) => ({
        dump: async function* (request, signal) {
          for await (const batch of own.dump(request, signal)) {
            if (++batches === 3) controller.abort(new Error('enough'));
            yield batch;
          }
        },
      }),
      controller.signal,
    );
    await expect(cancelled).rejects.toThrow('enough');
    expect(batches).toBeLessThan(30);
  });
});
