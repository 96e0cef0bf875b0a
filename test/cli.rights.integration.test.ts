import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillDataset } from './lab/dataset/fillDataset';
import type { RunningServer } from './lab/servers/runningServer';
import { startServer } from './lab/servers/startServer';
import { runCli, toldBy } from './node/runCli';

// The rights that docs/command-line.md names, and no others.
const READS = '+info +ping +select +scan +type +exists +time +dump +pttl +pexpiretime +function|list';
const WRITES = '+info +ping +select +restore +function|load';

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await startServer({ server: 'redis-8.0', aclUsers: [`reader on nopass ~* ${READS}`] });
  target = await startServer({
    server: 'valkey-9.1',
    aclUsers: [`writer on nopass ~* ${WRITES}`, `reader on nopass ~* ${READS}`],
  });
  await fillDataset(await source.client(), { seed: 'rights', keys: 1_000 });
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

it('needs no more rights than docs/command-line.md says', async () => {
  const as = (server: RunningServer, user: string): string => server.url.replace('://', `://${user}@`);
  const ends = ['--source', as(source, 'reader'), '--target', as(target, 'writer')];
  const checked = await runCli(['check', ...ends]);
  expect(checked.stdout).not.toContain('ERROR');
  expect(checked.code).toBe(0);
  const copied = await runCli(['copy', ...ends]);
  expect(toldBy(copied)).toBe('');
  expect(copied.code).toBe(0);
  const verified = await runCli([
    'verify',
    '--source',
    as(source, 'reader'),
    '--target',
    as(target, 'reader'),
  ]);
  expect(verified.stdout).toContain('0 differences');
  expect(verified.code).toBe(0);
});
