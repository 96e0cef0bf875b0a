import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parseConf } from '../../../src/core/conf/confDocument';
import { isSentinelConf } from '../../../src/core/conf/isSentinelConf';
import { startSentinels } from '../../lab/servers/startSentinels';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { expectExit, runCli } from '../../node/runCli';

async function fileOf(server: RunningServer): Promise<string> {
  const told = await (await server.client()).info('server');
  const path = /config_file:(.+?)\r?\n/.exec(told)?.[1];
  if (path === undefined) throw new Error('the server does not tell its file');
  return path;
}

it.each(['redis-6.0', 'redis-8.6', 'valkey-9.1'] as const)(
  'what a Sentinel of %s wrote itself is not judged as the file of a server',
  async (server) => {
    const primary = await startServer({ server });
    try {
      const running = await startSentinels({ primaries: { orders: primary }, count: 1, replicas: 0 });
      try {
        const path = await fileOf(running.sentinels[0] as RunningServer);
        const text = await readFile(path, 'utf8');
        // The Sentinel has written into it: its own name.
        expect(text).toMatch(/^sentinel myid [\da-f]{40}/m);
        expect(isSentinelConf(parseConf(text))).toBe(true);
        const run = expectExit(await runCli(['check', '--conf', path, '--json']), 3);
        expect(run.stderr).toContain('it is the configuration of a Sentinel');
      } finally {
        await running.stop();
      }
      expect(isSentinelConf(parseConf(await readFile(await fileOf(primary), 'utf8')))).toBe(false);
    } finally {
      await primary.stop();
    }
  },
);
