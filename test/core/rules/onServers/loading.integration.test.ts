import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SELF_MANAGED } from '../../../../src/core/model/deployment';
import { judge } from '../../../../src/core/rules/judge';
import { lookAtFile } from '../../../../src/core/rules/lookAtFile';
import { lookAtTarget } from '../../../../src/core/rules/lookAtServer';
import { connect } from '../../../../src/redis/connect';
import { startServer } from '../../../lab/servers/startServer';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { dialOf } from '../../../redis/cluster/clusterRuns';
import { RDB_FILES } from '../../rdb/file/rdbFile';

const TARGETS = ['redis-6.0', 'redis-7.0.15', 'redis-8.0', 'redis-8.6', 'valkey-8.1', 'valkey-9.1'] as const;

it.each(TARGETS)('%s loads the files of which the check says that it can, and no other', async (target) => {
  const folder = await mkdtemp(join(tmpdir(), 'ecm-loading-'));
  const server = await startServer({ server: target });
  const said: Record<string, string> = {};
  const found: Record<string, string> = {};
  try {
    for (const name of RDB_FILES) {
      const packed = new URL(`../../../fixtures/rdb/${name}.rdb.gz`, import.meta.url);
      const bytes = gunzipSync(readFileSync(packed));
      said[name] = await verdictOn(bytes, server);
      await writeFile(join(folder, 'dump.rdb'), bytes);
      found[name] = await loads(target, folder);
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
  expect(said).toEqual(found);
});

/** `loads`, or `refuses` where something blocks the route. */
async function verdictOn(bytes: Uint8Array, server: RunningServer): Promise<string> {
  const { signal } = new AbortController();
  const dial = dialOf('the target', server);
  const to = await connect(dial, signal);
  try {
    const from = await lookAtFile('dump.rdb', inOnePart(bytes), Date.now(), signal);
    const target = await lookAtTarget(to, dial.address, signal);
    const { routes } = judge(from, { ...target, place: SELF_MANAGED });
    return routes.find(({ route }) => route === 'file-import')?.verdict === 'blocked' ? 'refuses' : 'loads';
  } finally {
    to.close();
  }
}

/** What a server does that finds the file when it starts. */
async function loads(server: (typeof TARGETS)[number], folder: string): Promise<string> {
  try {
    const loaded = await startServer({ server, config: [`dir ${folder}`] });
    try {
      const client = await loaded.client();
      return (await client.dbsize()) > 0 ? 'loads' : 'starts empty';
    } finally {
      await loaded.stop();
    }
  } catch {
    return 'refuses';
  }
}

async function* inOnePart(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
