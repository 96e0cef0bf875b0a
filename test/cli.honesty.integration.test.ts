import { lstat, mkdtemp, readFile, stat, symlink, writeFile, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { runCommand } from './lab/servers/runCommand';
import { runCli, toldBy } from './node/runCli';

describe('the command line tells the truth', () => {
  let source: RunningServer;
  let target: RunningServer;
  let folder: string;

  beforeAll(async () => {
    source = await startServer({ server: 'redis-8.0', debugCommand: true });
    target = await startServer({ server: 'valkey-8.1', aclUsers: ['pre on nopass ~k:* &* +@all'] });
    await (await source.client()).call('DEBUG', 'POPULATE', '50000', 'key', '200');
    folder = await mkdtemp(join(tmpdir(), 'ecm-honesty-'));
  });

  afterAll(async () => {
    await source.stop();
    await target.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const ends = (): string[] => ['--source', source.url, '--target', target.url];

  it('when the target evicts what it took', async () => {
    const client = await target.client();
    await client.config('SET', 'maxmemory', '8mb', 'maxmemory-policy', 'allkeys-lru');
    const { code, stdout } = await runCli(['copy', ...ends(), '--json']);
    await client.config('SET', 'maxmemory', '0', 'maxmemory-policy', 'noeviction');
    const held = await client.dbsize();
    await client.flushall();
    const result = JSON.parse(stdout) as { status: string; losses: { kind: string; count: number }[] };
    expect(held).toBeLessThan(50_000);
    expect(result.status).toBe('incomplete');
    expect(result.losses).toMatchObject([{ kind: 'target-eviction' }]);
    // The server may evict a few more after it was asked.
    expect(result.losses[0]?.count).toBeGreaterThan((50_000 - held) * 0.9);
    expect(code).toBe(1);
  });

  it('when a check looks at databases and rights that the copy needs', async () => {
    const far = await runCli(['check', '--source', `${source.url}/0`, '--target', `${target.url}/16`]);
    expect(far.stdout).toMatch(/ERROR [^[]*\[databases\.count\]/);
    expect(far.code).toBe(1);
    const limited = target.url.replace('redis://', 'redis://pre@');
    const denied = await runCli(['check', '--source', source.url, '--target', limited]);
    expect(denied.stdout).toMatch(/ERROR [^[]*\[access\.write\]\s+because the user may not\s+use/);
    expect(denied.code).toBe(1);
  });

  it('by a report that replaces nothing but a file', async () => {
    const pipe = join(folder, 'pipe');
    await runCommand('mkfifo', [pipe]);
    const refused = await runCli(['copy', ...ends(), '--report', pipe]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('it is not a file');
    expect((await stat(pipe)).isFIFO()).toBe(true);
    expect(await (await target.client()).dbsize()).toBe(0);
    const kept = join(folder, 'kept.json');
    await writeFile(kept, 'old');
    await chmod(kept, 0o644);
    await symlink(kept, join(folder, 'link.json'));
    const linked = await runCli(['copy', ...ends(), '--report', join(folder, 'link.json')]);
    expect(toldBy(linked)).toBe('');
    expect(linked.code).toBe(0);
    expect((await lstat(join(folder, 'link.json'))).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await readFile(kept, 'utf8'))).toMatchObject({ status: 'done' });
    expect((await stat(kept)).mode & 0o777).toBe(0o644);
  });
});
