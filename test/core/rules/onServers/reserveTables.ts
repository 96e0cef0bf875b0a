import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningServer } from '../../../lab/servers/runningServer';

const SELECT_DATABASE = 0xfe;
const RESIZE_DATABASE = 0xfb;
const END = 0xff;
/** A hash table has a pointer a bucket, and a database has two tables. */
const BUCKET_BYTES = 8;
const TABLES = 2;

/**
 * Has an empty server count so many bytes as its own, by tables for keys that an RDB file announces and does not bring. It
 * never touches them, so that the machine has all its memory still. FLUSHALL gives them back.
 * @param server Redis up to 7.0 with `debugCommand`, `activerehashing no` and many databases
 */
export async function reserveTables(server: RunningServer, bytes: number): Promise<void> {
  const client = await server.client();
  const table = await tableBytes(server);
  const count = Math.ceil(bytes / (table * TABLES));
  const parts = Array.from({ length: count }, (_, index) => announcement(index + 1, table / BUCKET_BYTES));
  const [, folder = ''] = await client.config('GET', 'dir');
  const file = Buffer.concat([Buffer.from('REDIS0009'), ...parts, Buffer.from([END]), Buffer.alloc(8)]);
  await writeFile(join(folder, 'dump.rdb'), file);
  await client.call('DEBUG', 'RELOAD', 'NOSAVE');
}

/** The largest table that its machine would give at once. */
async function tableBytes(server: RunningServer): Promise<number> {
  const memory = await (await server.client()).info('memory');
  const machine = Number(/total_system_memory:(\d+)/.exec(memory)?.[1]);
  return 2 ** Math.floor(Math.log2(machine / 2));
}

function announcement(database: number, buckets: number): Buffer {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(9, 0x81);
    bytes.writeBigUInt64BE(BigInt(value), 1);
    return bytes;
  };
  return Buffer.concat([
    Buffer.from([SELECT_DATABASE]),
    number(database),
    Buffer.from([RESIZE_DATABASE]),
    number(buckets),
    number(buckets),
  ]);
}
