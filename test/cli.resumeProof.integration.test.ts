import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProvenCopyResult } from '../src/core/model/verification';
import { startServer } from './lab/servers/startServer';
import { documentOf, expectExit, runCli, startCli } from './node/runCli';

const KEYS = 150_000;

let folder: string;
let env: Record<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecm-resume-proof-'));
  env = { XDG_STATE_HOME: folder };
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function calls(client: Redis, command: string): Promise<number> {
  const stats = await client.info('commandstats');
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

it.each(['SIGKILL', 'SIGINT'] as const)(
  'a run that %s ends while it is verified can be resumed: nothing is copied again, and it is verified',
  async (signal) => {
    await using source = await startServer({ server: 'redis-8.0', debugCommand: true });
    await using target = await startServer({ server: 'valkey-8.1' });
    const from = await source.client();
    await from.call('DEBUG', 'POPULATE', String(KEYS), 'key', '50');
    const to = await target.client();
    const ends = ['--source', source.url, '--target', target.url];
    const { child, done } = await startCli(['copy', ...ends, '--verify', 'full', '--json'], { env });
    // A copy never reads its target's values.
    while ((await calls(to, 'dump')) === 0) await sleep(5);
    child.kill(signal);
    const { code, stderr } = await done;
    expect(code).toBe(signal === 'SIGINT' ? 130 : null);
    const run = /^Run ([\w-]+)\./m.exec(stderr)?.[1] ?? '';
    const written = await calls(to, 'restore');

    const resumed = expectExit(
      await runCli(['copy', '--resume', run, '--verify', 'full', '--json'], { env }),
      0,
    );
    expect(documentOf(resumed) as ProvenCopyResult).toMatchObject({
      status: 'done',
      keys: { copied: KEYS },
      verify: { status: 'done', keys: { equal: KEYS } },
    });
    // One asks whether it may be written at all.
    expect(await calls(to, 'restore')).toBe(written + 1);
    const again = expectExit(await runCli(['copy', '--resume', run], { env }), 3);
    expect(again.stderr).toMatch(/it was carried out to its end/);
  },
);
