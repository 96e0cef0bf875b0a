import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CopyResult } from '../../../src/core/model/run';
import { compareDatasets } from '../../lab/dataset/compareDatasets';
import { fillDataset } from '../../lab/dataset/fillDataset';
import { readDataset } from '../../lab/dataset/readDataset';
import type { RunningServer } from '../../lab/servers/runningServer';
import { startServer } from '../../lab/servers/startServer';
import { runCli } from '../../node/runCli';

// The rights that docs/command-line.md names for large keys, beside those for all.
const READS = '+info +ping +select +scan +type +exists +time +dump +pttl +pexpiretime +function|list';
const READS_LARGE =
  '+memory|usage +watch +multi +exec +getrange +lrange +sscan +zscan +hscan +hpexpiretime +xinfo +xpending +xrange';
const WRITES = '+info +ping +select +restore +function|load';
const WRITES_LARGE =
  '+exists +append +rpush +sadd +zadd +hset +hpexpireat +xadd +xgroup +xreadgroup +xclaim +xtrim +xsetid +pexpire +pexpireat +persist +rename +renamenx +multi +exec +unlink';

let source: RunningServer;
let target: RunningServer;

beforeAll(async () => {
  source = await startServer({
    server: 'redis-8.0',
    aclUsers: [
      `all on nopass ~* ${READS} ${READS_LARGE}`,
      `few on nopass ~* ${READS} +memory|usage`,
      `blind on nopass ~* ${READS} ${READS_LARGE} -memory|usage`,
    ],
  });
  target = await startServer({
    server: 'valkey-9.1',
    aclUsers: [`all on nopass ~* ${WRITES} ${WRITES_LARGE}`, `few on nopass ~* ${WRITES}`],
  });
  await fillDataset(await source.client(), { seed: 'rights', keys: 200 });
  await (await source.client()).set('small', '1');
});

afterAll(async () => {
  await source.stop();
  await target.stop();
});

const copyAs = (reader: string, writer: string, largest: string) =>
  runCli([
    ...['copy', '--json', '--source', source.url.replace('://', `://${reader}@`)],
    ...['--target', target.url.replace('://', `://${writer}@`), '--big-key-bytes', largest],
  ]);

it('needs no more rights than docs/command-line.md says', async () => {
  const copied = await copyAs('all', 'all', '1');
  expect(copied.code).toBe(0);
  const [expected, actual] = [
    await readDataset(await source.client()),
    await readDataset(await target.client()),
  ];
  expect(compareDatasets(expected, actual)).toEqual([]);
});

it.each([
  ['few', 'all'],
  ['all', 'few'],
])('goes to quarantine where they lack (%s, %s), and the others are copied', async (reader, writer) => {
  const client = await target.client();
  await client.flushall();
  const filler = await source.client();
  await filler.flushall();
  await filler.set('small', '1');
  await filler.rpush('large', ...Array.from({ length: 2_000 }, () => randomBytes(100)));
  const copied = await copyAs(reader, writer, '50k');
  const result = JSON.parse(copied.stdout) as { keys: unknown; quarantine: { reason: string }[] };
  expect(result.keys).toMatchObject({ copied: 1, quarantined: 1 });
  expect(result.quarantine[0]?.reason).toMatch(/too large|large key|may not/);
  expect(await client.dbsize()).toBe(1);
});

it('says once that large keys are read whole where MEMORY USAGE is refused, and copies all', async () => {
  const client = await target.client();
  await client.flushall();
  const filler = await source.client();
  await filler.flushall();
  for (const database of [0, 1]) {
    await filler.select(database);
    await filler.rpush('large', ...Array.from({ length: 2_000 }, () => randomBytes(100)));
    await filler.set('small', '1');
  }
  await filler.select(0);
  const copied = await copyAs('blind', 'all', '50k');
  expect(copied.code).toBe(0);
  const { keys, notices = [] } = JSON.parse(copied.stdout) as CopyResult;
  expect(keys).toMatchObject({ copied: 4, quarantined: 0 });
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/MEMORY USAGE.*read/);
  const told = JSON.parse((await copyAs('all', 'all', '50k')).stdout) as CopyResult;
  expect(told.notices).toBeUndefined();
});
