import { setTimeout as sleep } from 'node:timers/promises';
import { copy } from '../../../src/core/copy/copy';
import type { CopyResult } from '../../../src/core/model/run';
import type { VerifyResult } from '../../../src/core/model/verification';
import type { Dial } from '../../../src/core/dial';
import type { VerifyPlan } from '../../../src/core/verify/plan';
import { verify } from '../../../src/core/verify/verify';
import { systemClock, systemSleep } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';

/** How to reach a server of the lab, by TLS when it has it. */
export function dialOf(label: string, server: RunningServer): Dial {
  const password = server.spec.requirepass;
  const authority = server.certificates?.ca;
  const tls = server.tlsPort !== undefined;
  return {
    label,
    address: { host: server.host, port: server.tlsPort ?? server.port, tls },
    ...(password === undefined ? {} : { password }),
    ...(authority === undefined ? {} : { trust: { authority } }),
  };
}

/** Copies to the end; `onProgress` holds the copy up for as long as it takes. */
export async function copyBetween(
  source: RunningServer,
  target: RunningServer,
  onProgress: () => Promise<unknown> = () => Promise.resolve(),
): Promise<CopyResult> {
  const { signal } = new AbortController();
  const ports = {
    source: await connect(dialOf('the source', source), signal),
    target: await connect(dialOf('the target', target), signal),
    clock: systemClock,
  };
  try {
    for await (const event of copy({ onConflict: 'replace' }, ports, signal)) {
      if (event.kind === 'finished') return event.result;
      if (event.kind === 'progress') await onProgress();
    }
  } finally {
    ports.source.close();
    ports.target.close();
  }
  throw new Error('the copy did not say how it ended');
}

/** Verifies to the end. */
export async function verifyBetween(
  source: RunningServer,
  target: RunningServer,
  plan: VerifyPlan = {},
): Promise<VerifyResult> {
  const { signal } = new AbortController();
  const ports = {
    source: await connect(dialOf('the source', source), signal),
    target: await connect(dialOf('the target', target), signal),
    clock: systemClock,
    sleep: systemSleep,
  };
  try {
    for await (const event of verify(plan, ports, signal)) if (event.kind === 'finished') return event.result;
  } finally {
    ports.source.close();
    ports.target.close();
  }
  throw new Error('the verification did not say how it ended');
}

/** Holds a copy up a little at each step, so that there is time for something to happen. */
export function dawdle(milliseconds: number): () => Promise<void> {
  return () => sleep(milliseconds);
}
