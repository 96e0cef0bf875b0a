import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/model/checkReport';
import { judge } from '../../../../src/core/rules/judge';
import { lookAtFile } from '../../../../src/core/rules/lookAtFile';
import { lookAtTarget } from '../../../../src/core/rules/lookAtServer';
import { connect } from '../../../../src/redis/connect';
import type { RunningServer } from '../../../lab/servers/runningServer';
import { startCluster } from '../../../lab/servers/startCluster';
import type { RunningCluster } from '../../../lab/servers/startCluster';
import { startServer } from '../../../lab/servers/startServer';
import { dialOf } from '../../../redis/cluster/clusterRuns';
import { ask, checkPair } from './pair';
import { Turns } from './turns';

// Files that servers of the lab have written; where no such server can be had, bytes as one would write them.

const HOUR_MS = 3_600_000;
const turns = new Turns('files');
let source: RunningServer;
let unchecked: RunningServer;
let logging: RunningServer;
let node: RunningCluster;
let target: RunningServer;

beforeAll(async () => {
  [source, unchecked, logging, node, target] = await Promise.all([
    startServer({ server: 'valkey-8.1' }),
    startServer({ server: 'valkey-8.1', config: ['rdbchecksum no'] }),
    startServer({ server: 'valkey-8.1', config: ['appendonly yes'] }),
    startCluster({ server: 'valkey-8.1', masters: 1 }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  for (const server of [source, unchecked, logging, ...node.masters]) {
    await ask(server, 'SET a b', 'SET soon over EX 1000', 'SAVE');
  }
});
afterAll(async () => {
  await Promise.all([source, unchecked, logging, node, target].map((one) => one.stop()));
});

/** A file that a server wrote. */
async function fileOf(server: RunningServer | undefined, name = 'dump.rdb'): Promise<Buffer> {
  const [, folder = ''] = (await (await server?.client())?.config('GET', 'dir')) ?? [];
  return await readFile(join(folder, name));
}

async function* inOnePart(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

/** What the check says of a file that is read so many hours after now, and a running server. */
async function checkFile(bytes: Uint8Array, hoursLater = 0): Promise<CheckReport> {
  const { signal } = new AbortController();
  const dial = dialOf('the target', target);
  const to = await connect(dial, signal);
  try {
    const now = Date.now() + hoursLater * HOUR_MS;
    const from = await lookAtFile('dump.rdb', inOnePart(bytes), now, signal);
    return judge(from, await lookAtTarget(to, dial.address, signal));
  } finally {
    to.close();
  }
}

it('a file as source, and the server that wrote it', async () => {
  const server = await checkPair({ server: source }, { server: target });
  turns.expect(await checkFile(await fileOf(source)), server, { 'file.source': /an RDB file of version 11/ });
});

it('a file of three hours ago', async () => {
  const bytes = await fileOf(source);
  turns.expect(await checkFile(bytes, 3), await checkFile(bytes), {
    'file.moment': /The file is 3 h old/,
    'file.expired': /1 key of the file has expired.*\nthe file holds 2 keys/,
  });
});

it('a file of a cluster’s node, one without a checksum, and one with commands or something else behind it', async () => {
  const whole = await fileOf(source);
  const plain = await checkFile(whole);
  turns.expect(await checkFile(await fileOf(node.masters[0])), plain, { 'file.node': /it tells of slots/ });
  turns.expect(await checkFile(await fileOf(unchecked)), plain, { 'file.unchecked': /rdbchecksum no/ });
  const base = await fileOf(logging, 'appendonlydir/appendonly.aof.1.base.rdb');
  turns.expect(await checkFile(base), plain, { 'file.tail': /the base of an append-only file/ });
  turns.expect(await checkFile(Buffer.concat([whole, Buffer.from('more')])), plain, {
    'file.tail': /4 B follow the end of the file/,
  });
});

const HEADER = Buffer.from('REDIS0009');
const END = Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 0]);
/** What a module named `notloaded` keeps beside its keys: before them, and nothing of it. */
const AUXILIARY = Buffer.from([0xf7, 0x81, ...moduleId('notloaded', 1), 0x02, 0x02, 0x00]);

/** Nine letters of six bits each, and ten bits of a version. */
function moduleId(name: string, version: number): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bytes = Buffer.alloc(8);
  const id = Array.from(name).reduce((sum, letter) => sum * 64n + BigInt(letters.indexOf(letter)), 0n);
  bytes.writeBigUInt64BE(id * 1024n + BigInt(version));
  return bytes;
}

it('a file of which nobody tells who wrote it, and one in which a module keeps more than keys', async () => {
  const told = await checkFile(await fileOf(source));
  turns.expect(await checkFile(Buffer.concat([HEADER, END])), told, {
    'file.writer': /neither redis-ver nor valkey-ver; Redis \d/,
  });
  turns.expect(await checkFile(Buffer.concat([HEADER, AUXILIARY, END])), told, {
    'file.modules': /modules with data of their own: notloaded/,
  });
});

turns.isWhole();
