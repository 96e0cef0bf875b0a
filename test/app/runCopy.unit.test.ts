import { expect, test } from 'vitest';
import { runCopy } from '../../src/app/desk/runCopy';
import type { CopyJob, CopyOutcome, CopyWorld } from '../../src/app/desk/runCopy';
import { Signal } from '../../src/app/desk/signal';
import type { CarryOut, CopyOrder } from '../../src/core/copy/carryOut';
import { Failure } from '../../src/core/model/failure';
import type { Progress } from '../../src/core/model/progress';
import { endpoint, progress, result } from './samples';

const job = {
  source: endpoint('a'),
  target: endpoint('b'),
  plan: { onConflict: 'replace' },
  lanes: 2,
  keep: { run: 'r1', startedAt: 1, endpoints: { source: 'id-a', target: 'id-b' }, resumes: false },
} as const;
const failure = new Failure('connect.refused', { what: 'W', why: 'w', next: 'N.' });

async function run(
  carryOut: CarryOut,
  change: Partial<CopyWorld> = {},
  resumes: Partial<Pick<CopyJob, 'resumes'>> = {},
): Promise<CopyOutcome & { shown: Progress[]; told: string[] }> {
  const shown: Progress[] = [];
  const told: string[] = [];
  const dial: CopyWorld['dial'] = ({ name, address }) =>
    Promise.resolve({ label: name, address, password: 'word' });
  const world = { clock: { now: () => Date.now() }, dial, carryOut, ...change };
  const outcome = await runCopy(
    { ...job, ...resumes },
    world,
    {
      signal: new AbortController().signal,
      pausing: new Signal<boolean>(),
      report: (each) => shown.push(each),
    },
    (text) => told.push(text),
  );
  return { ...outcome, shown, told };
}

test('hands over the plan and how to reach both ends', async () => {
  const orders: CopyOrder[] = [];
  const outcome = await run(async function* (order) {
    orders.push(order);
    yield await Promise.resolve({ kind: 'progress' as const, progress: progress() });
    yield { kind: 'notice', text: 'it goes slowly' };
    yield { kind: 'finished', result: result() };
  });
  expect(outcome).toEqual({ result: result(), shown: [progress()], told: ['it goes slowly'] });
  expect(orders).toEqual([
    {
      plan: job.plan,
      keep: job.keep,
      source: { label: 'a', address: job.source.address, password: 'word', lanes: 2 },
      target: { label: 'b', address: job.target.address, password: 'word', lanes: 2 },
    },
  ]);
});

test('an end that cannot be reached is named', async () => {
  const failed = result({ status: 'failed', failure: { code: failure.code, message: failure.message } });
  const outcome = await run(async function* () {
    yield await Promise.resolve({ kind: 'unreachable' as const, end: 'target' as const });
    yield { kind: 'finished', result: failed };
  });
  expect(outcome).toMatchObject({ result: failed, failedAt: job.target });
});

test('so is an end whose way to be reached cannot be put together', async () => {
  const never: CarryOut = () => {
    throw new Error('not to be called');
  };
  const outcome = await run(never, { dial: () => Promise.reject(failure) });
  expect(outcome.failedAt).toBe(job.source);
  expect(outcome.result).toMatchObject({ status: 'failed', failure: { code: 'connect.refused' } });
});

test('a copy that is stopped by force counts as cancelled, as far as it is known to have come', async () => {
  const outcome = await run(async function* () {
    yield await Promise.resolve({ kind: 'progress' as const, progress: progress() });
  });
  expect(outcome.result).toMatchObject({ status: 'cancelled', keys: { copied: 31_204 }, bytes: 1_000_000 });
});

test('one that dies is a failed run, whose words stay inside', async () => {
  // eslint-disable-next-line require-yield -- it dies before it has anything to tell
  const { result: failed, failedAt } = await run(async function* () {
    await Promise.resolve();
    throw new Error('secret words');
  });
  expect(failed).toMatchObject({ status: 'failed', failure: { code: 'internal' } });
  expect(failedAt).toBeUndefined();
  expect(JSON.stringify(failed)).not.toContain('secret words');
});

test('one that dies before it went on counts what was copied before it was interrupted', async () => {
  const { keys, total } = progress();
  const resumes = { id: 'r1', startedAt: 1, keys, total };
  const outcome = await run(
    // eslint-disable-next-line require-yield -- it dies before it has anything to tell
    async function* () {
      await Promise.resolve();
      throw failure;
    },
    {},
    { resumes },
  );
  expect(outcome.result).toMatchObject({ status: 'failed', keys: { copied: 31_204 } });
});
