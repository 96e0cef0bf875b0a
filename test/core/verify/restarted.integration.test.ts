import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VerifyResult } from '../../../src/core/model/verification';
import { verify } from '../../../src/core/verify/verify';
import { systemClock, systemSleep } from '../../../src/node/systemClock';
import { connect } from '../../../src/redis/connect';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { runCopy } from '../runs';

const KEYS = 30_000;

let source: RunningServer;
let target: RunningServer;

beforeEach(async () => {
  source = await startServer({ server: 'redis-8.0', debugCommand: true });
  target = await startServer({ server: 'valkey-8.1' });
  const client = await source.client();
  await client.call('DEBUG', 'POPULATE', String(KEYS), 'key', '20');
  expect(await runCopy(source, target, { onConflict: 'fail' })).toMatchObject({ status: 'done' });
});

afterEach(async () => {
  await source.stop();
  await target.stop();
});

/** Verifies, and does something each time that some keys were compared and not all. */
async function verifyWith(halfWay: () => Promise<void>, times: number): Promise<VerifyResult> {
  const { signal } = new AbortController();
  const ends = await Promise.all(
    [source, target].map(({ host, port }) =>
      connect({ label: 'the end', address: { host, port, tls: false } }, signal),
    ),
  );
  const [from, to] = ends;
  if (from === undefined || to === undefined) throw new Error('an end is missing');
  try {
    let done = 0;
    let last = 0;
    const ports = { source: from, target: to, clock: systemClock, sleep: systemSleep };
    for await (const event of verify({}, ports, signal)) {
      if (event.kind === 'finished') return event.result;
      const { scanned } = event.progress.keys;
      // Nothing is read ahead of what is listened to, but for a few pages.
      const begins = scanned > 0 && (done === 0 || scanned < last);
      last = scanned;
      if (!begins || done === times) continue;
      done += 1;
      await halfWay();
    }
  } finally {
    for (const end of ends) end.close();
  }
  throw new Error('it did not say how it ended');
}

async function restartTarget(): Promise<void> {
  const { port } = target;
  await target.kill();
  target = await startServer({ server: 'valkey-8.1', port });
}

it('what was compared before its target lost everything is compared again', async () => {
  const result = await verifyWith(restartTarget, 1);
  expect(result).toMatchObject({
    status: 'incomplete',
    keys: { compared: KEYS, equal: 0 },
    differencesTotal: KEYS,
  });
});

it('is given up, and proves nothing, where an end is restarted each time', async () => {
  const result = await verifyWith(restartTarget, 3);
  expect(result.status).toBe('failed');
  expect(result.failure?.message).toMatch(/the target was restarted.* each time that it was compared/);
});
