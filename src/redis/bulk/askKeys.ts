import { translate } from '../translate';
import type { BulkSocket } from './bulkSocket';
import { FrameWriter, commandFrame, viewOf } from './frames';
import type { FramedKeys } from './keyPage';
import { parseInteger } from './replies';
import type { Replies } from './replies';
import { replyError } from './replyError';

const ERROR = 45;
const INTEGER = 58;
/** About what a short answer takes. */
const ANSWER_BYTES = 16;

/** A command that is sent for a key. */
export interface KeyCommand {
  readonly frame: DataView;
  /** Whether the key follows, as its last argument. */
  readonly keyed: boolean;
}

/** A command without the key. */
export function commandAlone(name: string): KeyCommand {
  return { frame: viewOf(commandFrame([name])), keyed: false };
}

/** A command with the key as its only argument. */
export function commandOnKey(name: string): KeyCommand {
  return {
    frame: viewOf(Buffer.from(`*2\r\n$${String(name.length)}\r\n${name}\r\n`, 'latin1')),
    keyed: true,
  };
}

/** Short answers, in the order of the commands. */
export class Answers {
  readonly #replies: Replies;

  /** @param replies the first is that of SELECT */
  constructor(replies: Replies) {
    this.#replies = replies;
  }

  /** Where an answer begins in `bytes`. */
  at(index: number): number {
    return this.#replies.starts[index + 1] ?? 0;
  }

  get bytes(): Buffer {
    return this.#replies.bytes;
  }

  /** NaN when it is none. */
  integer(index: number): number {
    const at = this.at(index);
    return this.bytes[at] === INTEGER ? parseInteger(this.bytes, at + 1, this.at(index + 1) - 2) : NaN;
  }

  /** The text of a simple answer. */
  word(index: number): string {
    return this.bytes.toString('latin1', this.at(index) + 1, this.at(index + 1) - 2);
  }

  /** Null when the server answered without an error. */
  error(index: number): Error | null {
    const at = this.at(index);
    return this.bytes[at] === ERROR ? replyError(this.bytes, at) : null;
  }
}

/**
 * Asks a server short questions about keys, in one request that chooses its database itself: others may use the connection
 * for other databases at the same time. An error about one key does not hide the answers about the others.
 * @param commandsOf what to send for a key, by its index
 * @throws Failure also when there is no such database, or it may not be used
 */
export async function askKeys(
  socket: BulkSocket,
  what: string,
  database: number,
  keys: FramedKeys,
  commandsOf: (index: number) => readonly KeyCommand[],
): Promise<Answers> {
  const { bytes, starts, ends, count } = keys;
  const select = viewOf(commandFrame(['SELECT', database]));
  let size = select.byteLength;
  let commands = 0;
  for (let index = 0; index < count; index++) {
    const name = (ends[index] as number) - (starts[index] as number);
    for (const { frame, keyed } of commandsOf(index)) {
      size += frame.byteLength + (keyed ? name : 0);
      commands++;
    }
  }
  const writer = new FrameWriter(size);
  const from = viewOf(bytes);
  writer.put(select);
  for (let index = 0; index < count; index++) {
    for (const { frame, keyed } of commandsOf(index)) {
      writer.put(frame);
      if (keyed) writer.copy(from, starts[index] as number, ends[index] as number);
    }
  }
  const replies = await socket.request(writer.done(), 1 + commands, (1 + commands) * ANSWER_BYTES);
  if (replies.bytes[0] === ERROR) throw translate(replyError(replies.bytes, 0), what);
  return new Answers(replies);
}
