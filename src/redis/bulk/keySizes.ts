import { parseInfo } from '../probe';
import type { BulkSocket } from './bulkSocket';
import { FrameWriter, commandFrame, viewOf } from './frames';
import type { FramedKeys } from './keyPage';
import { lineEnd, parseInteger } from './replies';

const USAGE = viewOf(Buffer.from('*3\r\n$6\r\nMEMORY\r\n$5\r\nUSAGE\r\n', 'latin1'));
/** Name and value of the smallest key take this at least, beside the table that `used_memory_overhead` counts. */
const LEAST_KEY_BYTES = 16;
const ERROR = 45;
const INTEGER = 58;

/** Asks a server how much memory its keys take. */
export class KeySizes {
  readonly #socket: BulkSocket;
  #refused = false;

  constructor(socket: BulkSocket) {
    this.#socket = socket;
  }

  /**
   * Bytes of each key by MEMORY USAGE, which looks at some elements of a collection only; -1 for one that it does not
   * tell. Null when the server does not offer the command, or not to this user.
   * @throws Failure `connect.*`
   */
  async of(keys: FramedKeys): Promise<Float64Array | null> {
    if (this.#refused) return null;
    const { bytes, starts, ends, count } = keys;
    if (count === 0) return new Float64Array();
    const names = (ends[count - 1] ?? 0) - (starts[0] ?? 0);
    const framed = viewOf(bytes);
    const writer = new FrameWriter(count * USAGE.byteLength + names);
    for (let index = 0; index < count; index++) {
      writer.put(USAGE);
      writer.copy(framed, starts[index] as number, ends[index] as number);
    }
    const replies = await this.#socket.request(writer.done(), count, count * 6);
    const sizes = new Float64Array(count);
    for (let index = 0; index < count; index++) {
      const at = replies.starts[index] as number;
      const next = replies.starts[index + 1] as number;
      sizes[index] = replies.bytes[at] === INTEGER ? parseInteger(replies.bytes, at + 1, next - 2) : -1;
      if (replies.bytes[at] === ERROR && /^-(NOPERM|ERR unknown)/i.test(line(replies.bytes, at))) {
        this.#refused = true;
        return null;
      }
    }
    return sizes;
  }

  /**
   * The most bytes that one key of the current database can take: what the server holds beside its tables and buffers,
   * less what its other keys take at least. Infinity when it does not tell.
   * @throws Failure `connect.*`
   */
  async largest(): Promise<number> {
    const request = Buffer.concat([commandFrame(['DBSIZE']), commandFrame(['INFO', 'memory'])]);
    const { bytes, starts } = await this.#socket.request(request, 2, 4096);
    const infoAt = starts[1] ?? 0;
    if (bytes[infoAt] === ERROR) return Infinity;
    // Without a right to DBSIZE there is nothing to take off.
    const keys = bytes[0] === INTEGER ? parseInteger(bytes, 1, infoAt - 2) : 0;
    const fields = parseInfo(bytes.toString('latin1', infoAt));
    const held = Number(fields.get('used_memory_dataset') ?? fields.get('used_memory') ?? Infinity);
    return Math.max(0, held - keys * LEAST_KEY_BYTES);
  }
}

function line(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, lineEnd(bytes, at));
}
