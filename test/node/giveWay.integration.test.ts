import { mkdtemp, rm } from 'node:fs/promises';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const GIVE_WAY = fileURLToPath(new URL('../../src/node/giveWay.ts', import.meta.url));

/** A thread that gives way, and tells the priority that it has then. */
const THREAD = `
  import { readlinkSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { parentPort } from 'node:worker_threads';
  import { giveWay } from ${JSON.stringify(GIVE_WAY)};
  giveWay();
  parentPort.postMessage(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))));`;

test('a thread gives way to the others of its process, which stay as they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ecm-priority-'));
  try {
    const outfile = join(folder, 'thread.cjs');
    const stdin = { contents: THREAD, resolveDir: folder };
    await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs' });
    const before = getPriority();
    const worker = new Worker(outfile);
    const priority = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    expect(priority).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
    expect(getPriority()).toBe(before);
    expect(before).toBeLessThan(constants.priority.PRIORITY_BELOW_NORMAL);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
