import { describe, expect, test } from 'vitest';
import { runCopy } from '../../src/app/desk/runCopy';
import type { CopyWorld } from '../../src/app/desk/runCopy';
import type { CopyEvent } from '../../src/core/copy/plan';
import { Failure } from '../../src/core/model/failure';
import type { Progress } from '../../src/core/model/progress';
import { endpoint, progress, result, server } from './samples';

const job = { source: endpoint('a'), target: endpoint('b'), plan: { onConflict: 'replace' } } as const;
const forever = new Promise<never>(() => undefined);

interface Stage {
  readonly world: CopyWorld;
  readonly closed: string[];
  readonly shown: Progress[];
}

function stage(copy: (signal: AbortSignal) => AsyncGenerator<CopyEvent>, open?: CopyWorld['open']): Stage {
  const closed: string[] = [];
  const world: CopyWorld = {
    clock: { now: () => Date.now() },
    copy: (_plan, _ports, signal) => copy(signal),
    open: open ?? (({ name }) => Promise.resolve(server({ close: () => closed.push(name) }))),
  };
  return { world, closed, shown: [] };
}

async function run({ world, shown }: Stage, signal: AbortSignal): ReturnType<typeof runCopy> {
  return await runCopy(job, world, signal, (each) => shown.push(each));
}

async function* whole(): AsyncGenerator<CopyEvent> {
  yield await Promise.resolve<CopyEvent>({ kind: 'progress', progress: progress() });
  yield { kind: 'finished', result: result() };
}

/** An engine that stops for nothing. */
async function* deaf(): AsyncGenerator<CopyEvent> {
  yield { kind: 'progress', progress: progress() };
  await forever;
}

/** An engine that stops as soon as it is told. */
async function* obedient(signal: AbortSignal): AsyncGenerator<CopyEvent> {
  yield { kind: 'progress', progress: progress() };
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve);
  });
  yield { kind: 'finished', result: result({ status: 'cancelled' }) };
}

test('connects, copies, hangs up', async () => {
  const all = stage(whole);
  expect(await run(all, new AbortController().signal)).toEqual({ result: result() });
  expect(all.shown).toEqual([progress()]);
  expect(all.closed).toEqual(['a', 'b']);
});

test('an end that cannot be reached is named', async () => {
  const failure = new Failure('connect.refused', { what: 'W', why: 'w', next: 'N.' });
  const all = stage(whole, ({ name }) =>
    name === 'b' ? Promise.reject(failure) : Promise.resolve(server({})),
  );
  const outcome = await run(all, new AbortController().signal);
  expect(outcome.failedAt).toBe(job.target);
  expect(outcome.result).toMatchObject({ status: 'failed', failure: { code: 'connect.refused' } });
});

test('an engine that throws is a failed run', async () => {
  // eslint-disable-next-line require-yield
  const all = stage(async function* () {
    await Promise.resolve();
    throw new Error('secret words');
  });
  const { result: failed } = await run(all, new AbortController().signal);
  expect(failed).toMatchObject({ status: 'failed', failure: { code: 'internal' } });
  expect(JSON.stringify(failed)).not.toContain('secret words');
});

describe('stopping', () => {
  async function stopAfter(
    ms: number,
    all: Stage,
  ): Promise<{ took: number; status: string; scanned: number }> {
    const controller = new AbortController();
    const ended = run(all, controller.signal);
    await new Promise((resolve) => setTimeout(resolve, ms));
    const from = Date.now();
    controller.abort();
    const { result: stopped } = await ended;
    return { took: Date.now() - from, status: stopped.status, scanned: stopped.keys.scanned };
  }

  test('waits for the engine to say how far it came', async () => {
    const all = stage(obedient);
    const { took, status } = await stopAfter(20, all);
    expect(status).toBe('cancelled');
    expect(took).toBeLessThan(500);
    expect(all.closed).toEqual(['a', 'b']);
  });
  test('does not wait for an engine that hangs', async () => {
    const all = stage(deaf);
    const { took, status, scanned } = await stopAfter(20, all);
    expect([status, scanned]).toEqual(['cancelled', 31_204]);
    expect(took).toBeLessThan(1200);
  });
  test('does not wait for a connection that hangs', async () => {
    const { took, status } = await stopAfter(
      20,
      stage(whole, () => forever),
    );
    expect(status).toBe('cancelled');
    expect(took).toBeLessThan(1200);
  });
  test('a connection that comes too late is closed', async () => {
    let closed = false;
    const late = server({ close: () => (closed = true) });
    const all = stage(whole, async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return late;
    });
    expect((await stopAfter(20, all)).status).toBe('cancelled');
    expect(closed).toBe(true);
  });
});
