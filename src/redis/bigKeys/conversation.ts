import type { BulkSocket } from '../bulk/bulkSocket';
import { commandPieces } from '../bulk/frames';
import { readReply } from '../bulk/readReply';
import type { Command, Reply } from '../lane';
import { translate } from '../translate';

/** Commands and their replies on a connection that belongs to one key, where large arguments are not copied. */
export class Conversation {
  readonly #socket: BulkSocket;
  readonly #what: string;

  /** @param what what could not be done, for failures */
  constructor(socket: BulkSocket, what: string) {
    this.#socket = socket;
    this.#what = what;
  }

  /**
   * The replies, in order; error replies stand as errors. Null when they are more than `mostBytes`: they were not kept.
   * @throws Failure `connect.*`
   */
  async ask(commands: readonly Command[], mostBytes: number): Promise<readonly Reply[] | null>;
  async ask(commands: readonly Command[]): Promise<readonly Reply[]>;
  async ask(commands: readonly Command[], mostBytes = Infinity): Promise<readonly Reply[] | null> {
    const pieces = commands.flatMap((command) => commandPieces(command));
    const { bytes, starts, whole } = await this.#socket.request(pieces, commands.length, 0, mostBytes);
    if (!whole) return null;
    return commands.map((_, index) => readReply(bytes, starts[index] ?? 0).reply);
  }

  /** One command. @throws Failure for an error reply too */
  async call(...command: Command): Promise<Exclude<Reply, Error>> {
    const [reply = null] = await this.ask([command]);
    return this.sound(reply);
  }

  /** A reply that is not an error. @throws Failure for one that is */
  sound(reply: Reply): Exclude<Reply, Error> {
    if (reply instanceof Error) throw translate(reply, this.#what);
    return reply;
  }

  /** Makes a database the current one. @throws Failure */
  select(database: number): Promise<void> {
    return this.#socket.select(database);
  }

  close(): void {
    this.#socket.close();
  }
}

/** An array reply's items; none of anything else. */
export function asList(reply: Reply | undefined): readonly Reply[] {
  return Array.isArray(reply) ? (reply as readonly Reply[]) : [];
}

/** A reply's bytes; none of anything but bytes. */
export function asBytes(reply: Reply | undefined): Buffer {
  return Buffer.isBuffer(reply) ? reply : Buffer.alloc(0);
}

/** Name and value, name and value …: what XINFO gives. */
export function asMap(reply: Reply | undefined): ReadonlyMap<string, Reply> {
  const items = asList(reply);
  const map = new Map<string, Reply>();
  for (let index = 0; index + 1 < items.length; index += 2) {
    map.set(asBytes(items[index]).toString('latin1'), items[index + 1] ?? null);
  }
  return map;
}
