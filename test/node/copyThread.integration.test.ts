import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Signal } from '../../src/app/desk/signal';
import { isFailure } from '../../src/core/model/failure';
import { copyThread } from '../../src/node/copyThread';
import type { ThreadEvent } from '../../src/node/copyThreadSide';
import { endpoint, progress, result } from '../app/samples';

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
async function run(text: string, stopAfter?: number): Promise<{ events: ThreadEvent[]; stopTook: number }> {
  const file = join(folder, `${String(Math.random())}.cjs`);
  await writeFile(file, `${HEAD}\n${text}`);
  const controller = new AbortController();
  let stoppedAt = 0;
  const events: ThreadEvent[] = [];
  const pausing = new Signal<boolean>();
  for await (const event of copyThread(file)(order, controller.signal, pausing)) {
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
      parentPort.postMessage({ kind: 'progress', progress: workerData });
      parentPort.postMessage(${STOPPED});`);
    expect(events).toEqual([{ kind: 'progress', progress: order }, JSON.parse(STOPPED)]);
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
    const events = copyThread(join(folder, 'missing.cjs'))(
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
