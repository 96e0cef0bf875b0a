import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VerifyResult } from '../src/core/model/verification';
import { fillDataset } from './lab/dataset/fillDataset';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli } from './node/runCli';

const KEYS = 3_000;
/** Keys that a client goes on writing to the source. */
const LIVE = 200;
/** Keys that it writes once, and then leaves alone. */
const LEFT = 5;

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await startServer({ server: 'redis-7.0.15' });
  target = await startServer({ server: 'valkey-8.1' });
  const client = await source.client();
  await fillDataset(client, { seed: 'live', keys: KEYS });
  for (let index = 0; index < LIVE; index++) await client.set(`live:${String(index)}`, 'before');
  for (let index = 0; index < LEFT; index++) await client.set(`left:${String(index)}`, 'before');
  expectExit(await runCli(['copy', '--source', source.url, '--target', target.url]), 0);
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

it('what a client writes to the source meanwhile is never told equal; whatever it does not touch is', async () => {
  const writer = await source.client();
  for (let index = 0; index < LEFT; index++) await writer.set(`left:${String(index)}`, 'after');
  const stop = new AbortController();
  let written = 0;
  const writing = (async () => {
    while (!stop.signal.aborted) {
      const batch = writer.pipeline();
      for (let index = 0; index < LIVE; index++)
        batch.set(`live:${String(index)}`, `after ${String(written)}`);
      await batch.exec();
      written++;
      await sleep(5);
    }
  })();
  while (written === 0) await sleep(1);
  const before = written;
  const ends = ['--source', source.url, '--target', target.url];
  const run = await runCli(['verify', ...ends, '--verify', 'full', '--json']);
  const during = written - before;
  stop.abort();
  await writing;
  const { keys, differences, status } = documentOf(expectExit(run, 1)) as VerifyResult;
  expect(during).toBeGreaterThan(3);
  // Every key that was written differs, and nothing else does.
  expect(status).toBe('incomplete');
  expect(keys).toMatchObject({ compared: KEYS + LIVE + LEFT, equal: KEYS, different: LIVE + LEFT, extra: 0 });
  const names = differences.map(({ key }) => Buffer.from(key, 'base64').toString());
  expect(new Set(names).size).toBe(LIVE + LEFT);
  for (const [index, { kinds, changing, detail }] of differences.entries()) {
    expect(kinds).toEqual(['value']);
    const live = names[index]?.startsWith('live:') === true;
    expect(live || names[index]?.startsWith('left:') === true).toBe(true);
    // It is told apart who went on changing it: never the target.
    expect(changing === true).toBe(live);
    expect(detail.includes('the source went on changing it')).toBe(live);
    expect(detail).not.toContain('target went on');
  }
  expect(keys.changing).toBe(LIVE);
});

it('what was written meanwhile is repaired once the client has stopped', async () => {
  const ends = ['--source', source.url, '--target', target.url];
  const run = expectExit(await runCli(['verify', ...ends, '--repair', '--json']), 0);
  expect(documentOf(run)).toMatchObject({
    status: 'done',
    keys: { equal: KEYS + LIVE + LEFT, repaired: LIVE + LEFT },
  });
  expectExit(await runCli(['verify', ...ends]), 0);
});
