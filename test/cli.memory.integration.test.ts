import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../src/core/model/run';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, startCli } from './node/runCli';

/** A hash of 512 MB: 256,000 fields of 2 kB. Made by the server itself, which is quickest. */
const FILL = `
  local value = string.rep('x', 2000)
  for index = 1, 256000 do redis.call('HSET', KEYS[1], index, value) end
  for index = 1, 20 do redis.call('SET', 'mb:' .. index, string.rep(index, 500000)) end
`;

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-8.1' });
  await (await source.client()).eval(FILL, 1, 'large');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

it('copies a key of 512 MB at default settings in 200 MB of memory', async () => {
  const { child, done } = await startCli([
    ...['copy', '--source', source.url, '--target', target.url, '--json'],
  ]);
  let peak = 0;
  const sampling = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  }, 50);
  const result = documentOf(expectExit(await done, 0)) as CopyResult;
  clearInterval(sampling);
  expect(result).toMatchObject({ status: 'done', keys: { copied: 21 } });
  expect(peak).toBeGreaterThan(40);
  expect(peak).toBeLessThan(200);
  const reader = await target.client();
  expect(await reader.hlen('large')).toBe(256_000);
  expect(await reader.dbsize()).toBe(21);
});
