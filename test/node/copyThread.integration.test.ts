import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Signal } from '../../src/app/desk/signal';
import type { KeepOrder } from '../../src/core/copy/carryOut';
import type { Checkpoint } from '../../src/core/copy/checkpoint';
import { isFailure } from '../../src/core/model/failure';
import { copyThread, verifyThread } from '../../src/node/copyThread';
import type { ThreadEvent } from '../../src/node/copyThreadSide';
import { KeptRun } from '../../src/node/keptRun';
import { unfinishedRuns } from '../../src/node/unfinishedRuns';
import { endpoint, progress, result, verified } from '../app/samples';
import { noToken } from './noToken';

// Threads that stand for the real one, which the host suite has copy between real servers.

const order = {
  plan: { onConflict: 'replace' },
  source: { label: 'a', address: endpoint('a').address, password: 'planted-secret' },
  target: { label: 'b', address: endpoint('b').address },
} as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecm-thread-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const SHOWN = JSON.stringify({ kind: 'progress', progress: progress() });
const STOPPED = JSON.stringify({ kind: 'finished', result: result({ status: 'cancelled' }) });
const HEAD = `const { parentPort, workerData } = require('node:worker_threads');`;

/** Runs a thread of this text; `stopAfter` milliseconds it is told to stop. */
async function run(
  text: string,
  stopAfter?: number,
  keep?: KeepOrder,
  runs = join(folder, 'runs'),
): Promise<{ events: ThreadEvent[]; stopTook: number }> {
  const file = join(folder, `${String(Math.random())}.cjs`);
  await writeFile(file, `${HEAD}\n${text}`);
  const controller = new AbortController();
  let stoppedAt = 0;
  const events: ThreadEvent[] = [];
  const pausing = new Signal<boolean>();
  const given = { ...order, ...(keep === undefined ? {} : { keep }) };
  for await (const event of copyThread(file, runs, noToken)(given, controller.signal, pausing)) {
    events.push(event);
    if (event.kind === 'notice') pausing.fire(event.text === 'pause');
    if (stopAfter === undefined) continue;
    setTimeout(() => {
      stoppedAt = performance.now();
      controller.abort();
    }, stopAfter);
  }
  return { events, stopTook: performance.now() - stoppedAt };
}

describe('a copy in a thread', () => {
  test('is given its order, and tells its events in turn', async () => {
    const { events } = await run(`
      parentPort.postMessage({ kind: 'progress', progress: workerData.asked });
      parentPort.postMessage(${STOPPED});`);
    expect(events).toEqual([
      { kind: 'progress', progress: { kind: 'copy', order, run: null } },
      JSON.parse(STOPPED),
    ]);
  });

  test('stops when it is told to', async () => {
    const { events, stopTook } = await run(
      `
      parentPort.on('message', (said) => { if (said === 'stop') parentPort.postMessage(${STOPPED}); });
      parentPort.postMessage(${SHOWN});`,
      20,
    );
    expect(events.at(-1)).toEqual(JSON.parse(STOPPED));
    expect(stopTook).toBeLessThan(700);
  });

  test('is told to pause and to go on', async () => {
    const { events } = await run(`
      const said = [];
      parentPort.on('message', (request) => {
        said.push(request);
        if (said.length === 1) parentPort.postMessage({ kind: 'notice', text: 'go on' });
        else parentPort.postMessage({ kind: 'finished', result: said });
      });
      parentPort.postMessage({ kind: 'notice', text: 'pause' });`);
    expect(events.at(-1)).toEqual({ kind: 'finished', result: ['pause', 'goOn'] });
  });

  test('is ended within a second when it is too busy to listen', async () => {
    const { events, stopTook } = await run(
      `parentPort.postMessage(${SHOWN}); setTimeout(() => { for (;;); });`,
      20,
    );
    expect(events).toEqual([JSON.parse(SHOWN)]);
    expect(stopTook).toBeGreaterThan(700);
    expect(stopTook).toBeLessThan(1500);
  });

  test.each([
    [
      'throws',
      `setTimeout(() => { throw new RangeError('planted-secret'); }, 20);`,
      'internal',
      'RangeError',
    ],
    ['ends early', 'setTimeout(() => process.exit(0), 20);', 'internal', 'its thread ended'],
    [
      'runs out of memory',
      // What Node reports of such a thread; a heap of gigabytes would take the test minutes to fill.
      `setTimeout(() => { throw Object.assign(new Error(), { code: 'ERR_WORKER_OUT_OF_MEMORY' }); }, 20);`,
      'host.memory',
      'ran out of memory',
    ],
  ])('that %s is a failure', async (_, text, code, words) => {
    const error: unknown = await run(`parentPort.postMessage(${SHOWN}); ${text}`).catch(
      (thrown: unknown) => thrown,
    );
    if (!isFailure(error)) throw error;
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
    expect(error.message).not.toContain('planted-secret');
  });

  test('whose bundle is missing is a failure', async () => {
    const events = copyThread(join(folder, 'missing.cjs'), folder, noToken)(
      order,
      new AbortController().signal,
      new Signal<boolean>(),
    );
    const error: unknown = await (async () => {
      for await (const event of events) expect(event).toBeUndefined();
    })().catch((thrown: unknown) => thrown);
    expect(isFailure(error) && error.code).toBe('internal');
  });
});

describe('a copy in a thread that is kept', () => {
  const keep = { run: 'r1', startedAt: 5, endpoints: { source: 'id-a' }, resumes: false };
  const TELL = `parentPort.postMessage({ kind: 'notice', text: JSON.stringify(workerData.asked.run) });`;
  const known = { product: 'redis', mode: 'standalone', runId: 'abc' } as const;
  const checkpoint: Checkpoint = {
    ...{ state: 'underWay', plan: order.plan, source: known, target: { ...known, evictedKeys: 0 } },
    ...{ seconds: 3, libraries: null, scans: [], notices: [] },
  };
  let runs: string;
  beforeEach(async () => {
    runs = await mkdtemp(join(folder, 'runs-'));
  });

  const told = (events: readonly ThreadEvent[]): unknown =>
    events.flatMap((event) => (event.kind === 'notice' ? [JSON.parse(event.text) as unknown] : []))[0];
  const failureOf = async (running: Promise<unknown>): Promise<string> => {
    const error: unknown = await running.catch((thrown: unknown) => thrown);
    if (!isFailure(error)) throw new Error(`no failure: ${JSON.stringify(error)}`);
    return error.code;
  };
  /** A run as an editor left it that crashed. */
  const leave = async (): Promise<void> => {
    const { source, target } = order;
    const head = { run: 'r1', startedAt: 5, source: { address: source.address, endpoint: 'id-a' } };
    const kept = await KeptRun.create(runs, { ...head, target: { address: target.address } });
    await kept.save(checkpoint);
    await kept.release();
  };

  test('is told the file, which names both ends and holds no password; the lock is gone at the end', async () => {
    const { events } = await run(`${TELL} parentPort.postMessage(${STOPPED});`, undefined, keep, runs);
    expect(told(events)).toEqual({
      file: {
        path: join(runs, 'r1.json'),
        head: {
          run: 'r1',
          startedAt: 5,
          source: { address: order.source.address, endpoint: 'id-a' },
          target: { address: order.target.address },
        },
      },
    });
    expect(await readdir(runs)).toEqual([]);
  });

  test("goes on from what was kept, and is nobody else's meanwhile, also in this process", async () => {
    await leave();
    const resumed = { ...keep, resumes: true };
    const wait = 'setTimeout(() => undefined, 60_000);';
    const first = run(`${TELL} ${wait}`, 400, resumed, runs);
    await expect
      .poll(async () => (await unfinishedRuns(runs).list()).map(({ state }) => state))
      .toEqual(['running']);
    expect(await failureOf(run(TELL, undefined, resumed, runs))).toBe('run.underWay');
    expect(await failureOf(unfinishedRuns(runs).discard('r1'))).toBe('run.underWay');
    // It does not listen, and is ended by force.
    const { events } = await first;
    expect(told(events)).toMatchObject({ file: { head: { run: 'r1' } }, resumed: checkpoint });
    expect(await unfinishedRuns(runs).list()).toMatchObject([
      { run: 'r1', state: 'interrupted', source: { endpoint: 'id-a' }, plan: order.plan },
    ]);
    await unfinishedRuns(runs).discard('r1');
    expect(await failureOf(run(TELL, undefined, resumed, runs))).toBe('run.missing');
  });

  test('where it cannot be kept says so, and goes on', async () => {
    const file = join(runs, 'file');
    await writeFile(file, '');
    const { events } = await run(`parentPort.postMessage(${STOPPED});`, undefined, keep, join(file, 'runs'));
    expect(events).toEqual([
      { kind: 'notice', text: expect.stringContaining('cannot be resumed') as unknown },
      JSON.parse(STOPPED),
    ]);
  });

  test('of which nothing need be kept, as of a rehearsal, is not', async () => {
    const rehearsal = { ...order, plan: { ...order.plan, sample: 5 }, keep };
    const file = join(folder, 'rehearsal.cjs');
    await writeFile(file, `${HEAD}\n${TELL} parentPort.postMessage(${STOPPED});`);
    const events: ThreadEvent[] = [];
    const signal = new AbortController().signal;
    for await (const event of copyThread(file, runs, noToken)(rehearsal, signal, new Signal<boolean>()))
      events.push(event);
    expect(told(events)).toBeNull();
    expect(await readdir(runs)).toEqual([]);
  });
});

describe('a verification in a thread', () => {
  const asked = { plan: { repair: false }, source: order.source, target: order.target } as const;
  const ended = JSON.stringify({ kind: 'finished', result: verified() });

  async function compare(text: string, signal: AbortSignal): Promise<unknown[]> {
    const file = join(folder, `${String(Math.random())}.cjs`);
    await writeFile(file, `${HEAD}\n${text}`);
    const events: unknown[] = [];
    for await (const event of verifyThread(file, noToken)(asked, signal)) events.push(event);
    return events;
  }

  test('is given its order, and tells its events in turn', async () => {
    const events = await compare(
      `parentPort.postMessage({ kind: 'progress', progress: workerData.asked }); parentPort.postMessage(${ended});`,
      new AbortController().signal,
    );
    expect(events).toEqual([
      { kind: 'progress', progress: { kind: 'verify', order: asked } },
      JSON.parse(ended),
    ]);
  });

  test('is ended by force when it does not stop', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 50);
    const from = performance.now();
    expect(await compare('setInterval(() => undefined, 1000);', controller.signal)).toEqual([]);
    expect(performance.now() - from).toBeLessThan(3000);
  });

  test('that dies says so without a secret', async () => {
    const dying = compare("throw new TypeError('planted-secret');", new AbortController().signal);
    await expect(dying).rejects.toMatchObject({ code: 'internal', what: 'Could not go on verifying' });
    await expect(dying).rejects.not.toThrow(/planted-secret/);
  });
});
