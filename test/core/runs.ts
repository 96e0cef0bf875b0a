import { copy } from '../../src/core/copy/copy';
import type { CopyPlan } from '../../src/core/copy/plan';
import type { CopyResult } from '../../src/core/model/run';
import type { VerifyResult } from '../../src/core/model/verification';
import type { Server } from '../../src/core/ports';
import { verify } from '../../src/core/verify/verify';
import type { VerifyPlan } from '../../src/core/verify/plan';
import { systemClock, systemSleep } from '../../src/node/systemClock';
import { connect } from '../../src/redis/connect';
import type { RunningServer } from '../lab/servers/runningServer';

/** Copies between two servers of the lab, to the end. @throws Error when the run does not say how it ended. */
export async function runCopy(
  source: RunningServer,
  target: RunningServer,
  plan: CopyPlan,
): Promise<CopyResult> {
  return between(source, target, (ports, signal) => copy(plan, { ...ports, clock: systemClock }, signal));
}

/** Verifies two servers of the lab. @throws Error when the run does not say how it ended. */
export async function runVerify(
  source: RunningServer,
  target: RunningServer,
  plan: VerifyPlan = {},
): Promise<VerifyResult> {
  return between(source, target, (ports, signal) =>
    verify(plan, { ...ports, clock: systemClock, sleep: systemSleep }, signal),
  );
}

async function between<Result>(
  source: RunningServer,
  target: RunningServer,
  start: (
    ports: { source: Server; target: Server },
    signal: AbortSignal,
  ) => AsyncIterable<
    { kind: 'finished'; result: Result } | { kind: 'progress' } | { kind: 'quarantined' } | { kind: 'notice' }
  >,
): Promise<Result> {
  const { signal } = new AbortController();
  const open = (label: string, { host, port }: RunningServer): Promise<Server> =>
    connect({ label, address: { host, port, tls: false } }, signal);
  const ports = { source: await open('the source', source), target: await open('the target', target) };
  try {
    for await (const event of start(ports, signal)) if (event.kind === 'finished') return event.result;
  } finally {
    ports.source.close();
    ports.target.close();
  }
  throw new Error('the run did not say how it ended');
}
