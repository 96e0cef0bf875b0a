import { BulkSocket } from '../../../src/redis/bulk/bulkSocket';
import { FrameWriter, commandFrame, viewOf } from '../../../src/redis/bulk/frames';
import { readKeyPage } from '../../../src/redis/bulk/keyPage';
import type { KeyPage } from '../../../src/redis/bulk/keyPage';
import { lineEnd } from '../../../src/redis/bulk/replies';
import type { Replies } from '../../../src/redis/bulk/replies';

// Batched MIGRATE: the keys of one SCAN page a call, and the next SCAN in the same write.
// Arguments: source port, target port.
const [sourcePort = '', targetPort = ''] = process.argv.slice(2);
const PAGE = 1000;
const TIMEOUT_MS = 60_000;

const source = await BulkSocket.open(
  { label: 'the source', address: { host: '127.0.0.1', port: Number(sourcePort), tls: false } },
  new AbortController().signal,
);
const scan = (cursor: string): Buffer => commandFrame(['SCAN', cursor, 'COUNT', PAGE]);
const fixed = commandFrame([
  'MIGRATE',
  '127.0.0.1',
  targetPort,
  '',
  0,
  TIMEOUT_MS,
  'COPY',
  'REPLACE',
  'KEYS',
]);
const fixedArguments = viewOf(fixed.subarray(lineEnd(fixed, 0) + 2));

/** The call for a page. Its keys stand framed in the page; only their number has to be said. */
function migrate(page: KeyPage): Buffer {
  const head = Buffer.from(`*${String(9 + page.count)}\r\n`, 'latin1');
  const writer = new FrameWriter(head.length + fixedArguments.byteLength + page.bytes.length);
  const names = viewOf(page.bytes);
  writer.put(viewOf(head));
  writer.put(fixedArguments);
  for (let index = 0; index < page.count; index++) {
    writer.copy(names, page.starts[index] ?? 0, page.ends[index] ?? 0);
  }
  return writer.done();
}

/** The part of the replies from the nth on. */
function from({ bytes, starts }: Replies, nth: number): Pick<Replies, 'bytes' | 'starts'> {
  return { bytes: bytes.subarray(starts[nth] ?? 0), starts: starts.subarray(nth) };
}

let page = readKeyPage(await source.request(scan('0'), 1, 0));
for (;;) {
  const commands = [
    ...(page.count > 0 ? [migrate(page)] : []),
    ...(page.cursor === '0' ? [] : [scan(page.cursor)]),
  ];
  if (commands.length === 0) break;
  const replies = await source.request(Buffer.concat(commands), commands.length, 0);
  if (page.count > 0 && replies.bytes[0] !== 43) throw new Error(replies.bytes.toString('latin1', 0, 200));
  if (page.cursor === '0') break;
  page = readKeyPage(from(replies, commands.length - 1));
}
source.close();
