import { isFailure } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import { translate } from '../translate';
import type { BulkSocket } from './bulkSocket';
import { Flight } from './flight';
import { FrameWriter, commandFrame, viewOf } from './frames';
import type { FramedKeys } from './keyPage';
import { QUESTION } from './questions';
import type { KeyQuestion } from './questions';
import { RespBatch, repliesOfKey } from './respBatch';

const TIME = viewOf(commandFrame(['TIME']));
const DUMP = viewOf(Buffer.from('*2\r\n$4\r\nDUMP\r\n', 'latin1'));
/** As long as DUMP. */
const TYPE = viewOf(Buffer.from('*2\r\n$4\r\nTYPE\r\n', 'latin1'));
const EXPIRY = {
  /** Since 7.0: absolute. */
  absolute: viewOf(Buffer.from('*2\r\n$11\r\nPEXPIRETIME\r\n', 'latin1')),
  relative: viewOf(Buffer.from('*2\r\n$4\r\nPTTL\r\n', 'latin1')),
};

/** What not to read. */
export interface DumpBounds {
  /** Keys whose sizes are larger are not dumped. */
  readonly bigKeyBytes: number;
  /** Of all payloads together; one beyond is not kept, should keys be larger than was to be expected. */
  readonly keptBytes: number;
}

const NO_BOUNDS: DumpBounds = { bigKeyBytes: Infinity, keptBytes: Infinity };

/** Reads payloads and expiries of many keys in one request. */
export class DumpLane {
  readonly #socket: BulkSocket;
  readonly #what: string;
  readonly #expiry: keyof typeof EXPIRY;
  readonly #clustered: boolean;
  readonly flight: Flight;
  /** The most keys of one request. */
  readonly mostKeys = 1000;

  /**
   * @param roundTrip milliseconds to the server and back
   * @param clustered true when the server may send us to another node for a key
   */
  constructor(
    socket: BulkSocket,
    what: string,
    expiry: keyof typeof EXPIRY,
    roundTrip: number,
    clustered = false,
  ) {
    this.#socket = socket;
    this.#what = what;
    this.#expiry = expiry;
    this.#clustered = clustered;
    this.flight = new Flight(roundTrip);
  }

  /**
   * @param expectedBytes about how many bytes the payloads will be
   * @param questions what else to ask of each key
   * @throws Failure
   */
  async read(
    database: number,
    keys: FramedKeys,
    expectedBytes: number,
    questions: readonly KeyQuestion[] = [],
    { bigKeyBytes, keptBytes }: DumpBounds = NO_BOUNDS,
  ): Promise<RespBatch> {
    const relative = this.#expiry === 'relative';
    try {
      await this.#socket.select(database);
      const frame = this.#frame(keys, questions, bigKeyBytes);
      const replies = await this.flight.fly(() =>
        this.#socket.request(
          frame,
          1 + repliesOfKey(relative, questions) * keys.count,
          expectedBytes,
          keptBytes,
        ),
      );
      return new RespBatch(database, keys, replies, relative, this.#clustered, questions);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #frame(keys: FramedKeys, questions: readonly KeyQuestion[], bigKeyBytes: number): Buffer {
    // DUMP last: it counts as a use of the key.
    const commands = [...questions.map((question) => viewOf(QUESTION[question])), EXPIRY[this.#expiry], DUMP];
    const last = commands.length - 1;
    const { bytes, starts, ends, count, sizes } = keys;
    const names = (ends[count - 1] ?? 0) - (starts[0] ?? 0);
    const heads = commands.reduce((sum, { byteLength }) => sum + byteLength, 0);
    // The time before each expiry that is relative: reading a large value just before may have taken long.
    const timed = this.#expiry === 'relative' ? last - 1 : -1;
    const times = 1 + (timed < 0 ? 0 : count);
    const writer = new FrameWriter(times * TIME.byteLength + count * heads + commands.length * names);
    const from = viewOf(bytes);
    writer.put(TIME);
    for (let index = 0; index < count; index++) {
      const start = starts[index] as number;
      const end = ends[index] as number;
      if (sizes !== undefined) commands[last] = (sizes[index] as number) > bigKeyBytes ? TYPE : DUMP;
      for (let position = 0; position <= last; position++) {
        if (position === timed) writer.put(TIME);
        writer.put(commands[position] as DataView);
        writer.copy(from, start, end);
      }
    }
    return writer.done();
  }

  #failure(error: unknown): Failure {
    return isFailure(error) ? error : translate(error, this.#what);
  }
}
