import { LARGE } from '../../core/largeValue';
import type { KeyBatch, ScanPosition } from '../../core/keyBatch';
import { ValueType } from '../../core/rdb/valueType';
import { readRedirect } from '../cluster/redirect';
import { keyName } from './keyPage';
import type { FramedKeys } from './keyPage';
import { UNKNOWN, readAnswer } from './questions';
import type { KeyQuestion } from './questions';
import { readTime } from './readTime';
import { lineEnd, parseInteger } from './replies';
import type { Replies } from './replies';
import { replyError } from './replyError';

const NOTHING = Buffer.alloc(0);
const ERROR = 45;
const SIMPLE = 43;

const TYPE_BYTES: ReadonlyMap<string, number> = new Map([
  ['string', ValueType.string],
  ['list', ValueType.list],
  ['set', ValueType.set],
  ['zset', ValueType.zset],
  ['hash', ValueType.hash],
  ['stream', ValueType.stream],
]);

/** How many replies there are for a key; see RespBatch. */
export function repliesOfKey(relative: boolean, questions: readonly KeyQuestion[]): number {
  return (relative ? 3 : 2) + questions.length;
}

/** Keys with their expiries and payloads, as the server sent them. */
export class RespBatch implements KeyBatch {
  readonly database: number;
  readonly count: number;
  bytes: Buffer;
  readonly offsets: Uint32Array;
  readonly lengths: Int32Array;
  readonly expireAt: Float64Array;
  readonly idle?: Int32Array;
  readonly frequency?: Int32Array;
  readonly payloadBytes: number;
  readonly sizes?: Float64Array;
  /** The keys with their framing, for sending on. */
  readonly keys: FramedKeys;
  /** Where the framing of each payload begins: `$length CRLF`; it ends two bytes behind the payload. */
  readonly frames: Uint32Array;
  /** Keys that another node of the cluster must be asked for, with the server's words; they look as if gone. */
  readonly redirected = new Map<number, string>();
  position?: ScanPosition;
  node?: string;
  readonly #starts: Uint32Array;
  readonly #relative: boolean;
  readonly #questions: readonly KeyQuestion[];

  /**
   * Reads the replies to [TIME, then for each key the questions, PEXPIRETIME (or TIME and PTTL), and DUMP].
   * @param relative true when the expiries are relative to the TIME before them
   * @param clustered true when keys may be redirected
   * @throws Error with the server's words for an error reply
   */
  constructor(
    database: number,
    keys: FramedKeys,
    { bytes, starts }: Pick<Replies, 'bytes' | 'starts'>,
    relative: boolean,
    clustered = false,
    questions: readonly KeyQuestion[] = [],
  ) {
    const { count } = keys;
    this.database = database;
    this.count = count;
    this.bytes = bytes;
    this.keys = keys;
    if (keys.sizes !== undefined) this.sizes = keys.sizes;
    this.#starts = starts;
    this.#relative = relative;
    this.#questions = questions;
    this.offsets = new Uint32Array(count);
    this.lengths = new Int32Array(count);
    this.frames = new Uint32Array(count);
    this.expireAt = new Float64Array(count);
    const stride = repliesOfKey(relative, questions);
    let payloadBytes = 0;
    for (let index = 0; index < count; index++) {
      const expiryAt = starts[stride * (index + 1) - 1] as number;
      const frame = starts[stride * (index + 1)] as number;
      if (bytes[expiryAt] === ERROR || bytes[frame] === ERROR) {
        const error = replyError(bytes, bytes[frame] === ERROR ? frame : expiryAt);
        if (!clustered || readRedirect(error.message) === null) throw error;
        this.redirected.set(index, error.message);
        this.lengths[index] = -1;
        continue;
      }
      const expiry = parseInteger(bytes, expiryAt + 1, frame - 2);
      const base = relative && expiry >= 0 ? readTime(bytes, starts[stride * (index + 1) - 2] as number) : 0;
      this.expireAt[index] = expiry < 0 ? 0 : base + expiry;
      this.frames[index] = frame;
      if (bytes[frame] === SIMPLE) {
        this.#markByName(index, frame + 1);
        continue;
      }
      const head = lineEnd(bytes, frame + 1);
      const length = parseInteger(bytes, frame + 1, head);
      this.offsets[index] = head + 2;
      // Of a payload that was more than is kept, there is the first byte.
      const dropped = length > 0 && starts[stride * (index + 1) + 1] === head + 3;
      this.lengths[index] = dropped ? LARGE : length;
      if (length > 0 && !dropped) payloadBytes += length;
    }
    this.payloadBytes = payloadBytes;
    for (const [position, question] of questions.entries()) this[question] = this.#answers(position);
  }

  /** A batch without keys. */
  static empty(database: number): RespBatch {
    const none = new Uint32Array();
    const keys = { bytes: Buffer.alloc(0), starts: none, ends: none, count: 0 };
    return new RespBatch(database, keys, { bytes: Buffer.alloc(0), starts: none }, false);
  }

  key(index: number): Uint8Array {
    return keyName(this.keys, index);
  }

  readonly release = (): void => {
    this.bytes = NOTHING;
  };

  /** The same without the redirected keys, and without the position where there are any. */
  served(): RespBatch {
    if (this.redirected.size === 0) return this;
    const kept = Array.from({ length: this.count }, (_, index) => index).filter(
      (index) => !this.redirected.has(index),
    );
    const pick = (from: Uint32Array, at: (index: number) => number): number[] =>
      kept.map((index) => from[at(index)] ?? 0);
    const { sizes } = this.keys;
    const keys: FramedKeys = {
      bytes: this.keys.bytes,
      starts: Uint32Array.from(pick(this.keys.starts, (index) => index)),
      ends: Uint32Array.from(pick(this.keys.ends, (index) => index)),
      count: kept.length,
      ...(sizes === undefined ? {} : { sizes: Float64Array.from(kept, (index) => sizes[index] ?? -1) }),
    };
    const stride = repliesOfKey(this.#relative, this.#questions);
    const starts = Uint32Array.from([
      this.#starts[0] ?? 0,
      ...kept.flatMap((index) => [...this.#starts.subarray(1 + stride * index, 1 + stride * (index + 1))]),
    ]);
    const replies = { bytes: this.bytes, starts };
    return new RespBatch(this.database, keys, replies, this.#relative, false, this.#questions);
  }

  /** A key that was not dumped: TYPE told its kind, of which the byte is put in place that a payload would begin with. */
  #markByName(index: number, at: number): void {
    const first = this.bytes[at] ?? 0;
    const name = first < 32 ? '' : this.bytes.toString('latin1', at, lineEnd(this.bytes, at));
    if (first >= 32) this.bytes[at] = TYPE_BYTES.get(name) ?? ValueType.module;
    this.offsets[index] = at;
    this.lengths[index] = name === 'none' ? -1 : LARGE;
  }

  #answers(position: number): Int32Array {
    const stride = repliesOfKey(this.#relative, this.#questions);
    const column = new Int32Array(this.count);
    for (let index = 0; index < this.count; index++) {
      const at = this.#starts[1 + stride * index + position] as number;
      const answer = this.redirected.has(index) ? UNKNOWN : readAnswer(this.bytes, at);
      if (answer === null) throw replyError(this.bytes, at);
      column[index] = answer;
    }
    return column;
  }
}
