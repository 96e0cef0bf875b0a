import { Redis } from 'ioredis';

// What people write by hand: a page of SCAN, a pipeline of DUMP and PTTL, a pipeline of RESTORE, one page at a time.
// Arguments: source port, target port.
const [sourcePort = '', targetPort = ''] = process.argv.slice(2);
const source = new Redis({ host: '127.0.0.1', port: Number(sourcePort) });
const target = new Redis({ host: '127.0.0.1', port: Number(targetPort) });

for await (const keys of source.scanStream({ count: 1000 }) as AsyncIterable<string[]>) {
  const reading = source.pipeline();
  for (const key of keys) {
    reading.dumpBuffer(key);
    reading.pttl(key);
  }
  const read = (await reading.exec()) ?? [];
  const writing = target.pipeline();
  for (const [index, key] of keys.entries()) {
    const payload = read[2 * index]?.[1];
    const ttl = Number(read[2 * index + 1]?.[1]);
    if (Buffer.isBuffer(payload)) writing.restore(key, Math.max(0, ttl), payload, 'REPLACE');
  }
  for (const [error] of (await writing.exec()) ?? []) if (error !== null) throw error;
}
source.disconnect();
target.disconnect();
