import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Signal } from '../../src/app/desk/signal';
import type { CopyOrder } from '../../src/core/copy/carryOut';
import { speak } from '../../src/core/model/t';
import type { Words } from '../../src/core/model/t';
import type { ProvenCopyResult } from '../../src/core/model/verification';
import { copyThread } from '../../src/node/copyThread';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';
import { noToken } from './noToken';

// What a Korean window gets of a copy, from the thread between real servers.

const KOREAN = fileURLToPath(new URL('../../l10n/bundle.l10n.ko.json', import.meta.url));

let folder: string;
let worker: string;
let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  speak(JSON.parse(readFileSync(KOREAN, 'utf8')) as Words);
  folder = await mkdtemp(join(tmpdir(), 'ecm-korean-'));
  worker = join(folder, 'copyWorker.cjs');
  const entryPoints = [fileURLToPath(new URL('../../src/copyWorker.ts', import.meta.url))];
  await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'cjs' });
  source = await startServer({ server: 'redis-8.0' });
  target = await startServer({ server: 'valkey-8.1' });
  const [one, other] = [await source.client(), await target.client()];
  await one.set('held', 'theirs');
  await one.hset('fields', 'a', 1);
  await one.call('HPEXPIRE', 'fields', 900_000, 'FIELDS', 1, 'a');
  await other.sadd('held', 'ours');
});
afterAll(async () => {
  speak({});
  await source.stop();
  await target.stop();
  await rm(folder, { recursive: true, force: true });
});

async function copied(port: number): Promise<ProvenCopyResult | undefined> {
  const end = (label: string, at: number): CopyOrder['source'] => ({
    label,
    address: { host: '127.0.0.1', port: at, tls: false },
  });
  const order: CopyOrder = {
    plan: { onConflict: 'fail' },
    ...{ source: end('orders', source.port), target: end('orders-valkey', port) },
    verify: { mode: { kind: 'full' }, repair: false },
  };
  let result: ProvenCopyResult | undefined;
  const never = new AbortController().signal;
  for await (const event of copyThread(worker, folder, noToken)(order, never, new Signal<boolean>())) {
    if (event.kind === 'finished') result = event.result;
  }
  return result;
}

test('what is kept of keys is English, and the report says it in Korean', async () => {
  const result = await copied(target.port);
  expect(result?.quarantine).toMatchObject([{ reason: 'the target already holds this key' }]);
  expect(result?.verify?.differences).toMatchObject([
    { kinds: ['type'], detail: 'a string in the source, a set in the target' },
  ]);
  const { copyMarkdown } = await import('../../src/core/report/copyMarkdown');
  const context = { source: 'orders', target: 'orders-valkey', startedAt: 0 };
  const plan = { onConflict: 'fail' } as const;
  const report = result === undefined ? '' : copyMarkdown(result, { ...context, plan });
  expect(report).toContain('### 대상에 이 키가 이미 있습니다: 1');
  expect(report).toContain('원본에서는 문자열, 대상에서는 셋 유형입니다');
  expect(report).toContain('해시 1개의 필드 TTL이 손실되었습니다');
  expect(report).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
});

test('why a copy fails is said in Korean by the thread', async () => {
  const result = await copied(1);
  expect(result?.status).toBe('failed');
  expect(result?.failure?.message).toMatch(/orders-valkey.*못했습니다/);
});
