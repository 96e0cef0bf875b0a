import { isFailure } from '../../model/failure';
import { unsupportedReason } from '../unsupported';
import { moduleTypeName, ValueType } from '../valueType';
import { ByteWindow } from './byteWindow';
import { ANOTHER_FILE, damaged, unknownPart, upTo } from './damaged';
import type { ReadSoFar } from './damaged';
import { MAGIC_BYTES, notRdb, readMagic } from './magic';
import type { RdbOutline } from './rdbOutline';
import type { Walk } from './walk';
import { emptyKey } from './walkedKey';
import type { WalkedKey } from './walkedKey';
import { walkModule } from './walkModule';
import { walkValue } from './walkValue';
import { t } from '../../model/t';
import { sayStored } from '../../report/sayStored';

/** What stands where the type of a value may, as rdb.h names it. */
const Opcode = {
  /** Redis 8.6; in Valkey 9 the import of slots. */
  keyMetadata: 243,
  slotInfo: 244,
  library: 245,
  moduleAux: 247,
  idle: 248,
  frequency: 249,
  aux: 250,
  resize: 251,
  expireMilliseconds: 252,
  expireSeconds: 253,
  database: 254,
  end: 255,
} as const;

/** The first version whose files end with a checksum. */
const CHECKSUM_SINCE = 5;
const CHECKSUM_BYTES = 8;

const MOST_NAME_BYTES = 1 << 20;
const MOST_AUX_BYTES = 1024;

/** What is kept of what a file tells of its writer; other names may hold a user's code, as `lua` did. */
const KEPT = new Set(['redis-ver', 'valkey-ver', 'ctime', 'used-mem', 'aof-base', 'aof-preamble']);

/** Written by nodes of clusters only. */
const OF_CLUSTERS = new Set(['slot-info', 'cluster-asm-task']);

const STAR = 0x2a;

const decoder = new TextDecoder('latin1');

/**
 * Walks through an RDB file that comes in parts, of any version up to Redis 8.6 and Valkey 9, in constant memory: no value
 * is held, and none unpacked but where it has to be.
 */
export class RdbWalker {
  readonly outline: RdbOutline = {
    maker: 'redis',
    rdbVersion: 0,
    told: new Map(),
    libraries: 0,
    moduleTypes: new Set(),
    slots: false,
    keysWithMetadata: 0,
    checked: false,
    bytes: 0,
    tail: 0,
    tailOfCommands: false,
  };
  readonly #window = new ByteWindow();
  readonly #onKey: (key: WalkedKey) => void;
  readonly #walk: Walk<void>;
  readonly #key = emptyKey();
  #keys = 0;
  #ended = false;

  /** @param onKey told of every key, in the order of the file; see WalkedKey */
  constructor(onKey: (key: WalkedKey) => void) {
    this.#onKey = onKey;
    this.#walk = this.#file();
  }

  /** Keys read so far. */
  get keys(): number {
    return this.#keys;
  }

  /**
   * The next part of the file, as large as it may be; it can be overwritten afterwards.
   * @throws Failure `file.damaged`, `payload.unsupported` for a value that nobody but its writer knows
   */
  feed(part: Uint8Array): void {
    if (this.#ended) {
      this.#after(part);
      return;
    }
    this.#window.feed(part);
    try {
      this.#ended = this.#walk.next().done === true;
    } catch (error) {
      if (!isFailure(error) || error.code !== 'payload.unreadable') throw error;
      throw damaged(upTo(sayStored(error.why), this.#read), ANOTHER_FILE);
    }
    if (this.#ended) this.#after(this.#window.take(this.#window.left));
  }

  /** There is no more of it. @throws Failure `file.damaged` when there should be */
  end(): RdbOutline {
    if (this.#ended) return this.outline;
    const { offset, left } = this.#window;
    if (this.outline.rdbVersion === 0) throw notRdb(this.#window.take(left));
    throw damaged(upTo(t('it is cut off: it ends at byte {0}', offset + left), this.#read), ANOTHER_FILE);
  }

  get #read(): ReadSoFar {
    return { keys: this.#keys, bytes: this.#window.offset };
  }

  #after(part: Uint8Array): void {
    if (this.outline.tail === 0 && part[0] === STAR) this.outline.tailOfCommands = true;
    this.outline.tail += part.length;
  }

  *#file(): Walk<void> {
    const window = this.#window;
    while (!window.has(MAGIC_BYTES)) yield;
    Object.assign(this.outline, readMagic(window.take(MAGIC_BYTES)));
    for (;;) {
      while (!window.has(1)) yield;
      const opcode = window.byte();
      if (opcode === Opcode.end) break;
      if (opcode < Opcode.keyMetadata) yield* this.#entry(opcode);
      else yield* this.#note(opcode);
    }
    if (this.outline.rdbVersion >= CHECKSUM_SINCE) {
      while (!window.has(CHECKSUM_BYTES)) yield;
      const right = window.takeChecksum();
      if (right === false) throw damaged(t('its checksum is not that of its content'), ANOTHER_FILE);
      this.outline.checked = right === true;
    }
    this.outline.bytes = window.offset;
  }

  /** A key and its value. */
  *#entry(type: number): Walk<void> {
    const window = this.#window;
    const key = this.#key;
    this.#requireKnown(type);
    while (!window.hasStored(MOST_NAME_BYTES)) yield;
    key.key = window.takeName(MOST_NAME_BYTES);
    key.type = type;
    key.bytes = 0;
    key.elements = 0;
    key.ttlFields = 0;
    key.groups = 0;
    key.idempotency = false;
    key.moduleType = '';
    if (type === ValueType.string) {
      while (!window.hasString()) yield;
      key.bytes = window.skipString();
      key.elements = 1;
    } else yield* walkValue(window, type, key);
    // What is told of a key is whole.
    while (window.skipping) yield;
    this.#onKey(key);
    key.expireAt = 0;
    this.#keys++;
  }

  #requireKnown(type: number): void {
    const reason = type === ValueType.module ? null : unsupportedReason(type, this.outline.maker);
    if (reason !== null) throw unknownPart(sayStored(reason), this.#read);
  }

  /** What stands between keys. */
  *#note(opcode: number): Walk<void> {
    const window = this.#window;
    switch (opcode) {
      case Opcode.database:
        this.#key.database = yield* length(window);
        break;
      case Opcode.expireSeconds:
        while (!window.has(4)) yield;
        this.#key.expireAt = window.seconds() * 1000;
        break;
      case Opcode.expireMilliseconds:
        while (!window.has(8)) yield;
        this.#key.expireAt = window.milliseconds();
        break;
      case Opcode.idle:
        yield* length(window);
        break;
      case Opcode.frequency:
        window.skip(1);
        break;
      case Opcode.resize:
        yield* length(window);
        yield* length(window);
        break;
      case Opcode.aux:
        yield* this.#aux();
        break;
      case Opcode.library:
        while (!window.hasString()) yield;
        window.skipString();
        this.outline.libraries++;
        break;
      case Opcode.slotInfo:
        for (let left = 3; left > 0; left--) yield* length(window);
        this.outline.slots = true;
        break;
      case Opcode.moduleAux:
        yield* this.#moduleAux();
        break;
      case Opcode.keyMetadata:
        yield* this.#metadata();
        break;
      default:
        throw unknownPart(t('functions of a release candidate of Redis 7.0'), this.#read);
    }
  }

  *#aux(): Walk<void> {
    const window = this.#window;
    const texts: string[] = [];
    while (texts.length < 2) {
      while (!window.hasStored(MOST_AUX_BYTES)) yield;
      if (window.exceeds(MOST_AUX_BYTES)) {
        window.skipString();
        texts.push('');
      } else texts.push(decoder.decode(window.string()));
    }
    const [name = '', value = ''] = texts;
    if (KEPT.has(name)) this.outline.told.set(name, value);
    if (OF_CLUSTERS.has(name)) this.outline.slots = true;
  }

  /** The module's type, when it is to be loaded (as a number of its own), and what the module wrote. */
  *#moduleAux(): Walk<void> {
    const window = this.#window;
    while (!window.hasLength()) yield;
    this.outline.moduleTypes.add(moduleTypeName(window.length64()));
    yield* walkModule(window);
  }

  /** Redis 8.6: how many modules attached data to the next key, and for each what it is and what the module wrote. */
  *#metadata(): Walk<void> {
    if (this.outline.maker === 'valkey')
      throw unknownPart(t('slots that were being imported when it was written'), this.#read);
    for (let modules = yield* length(this.#window); modules > 0; modules--) {
      this.#window.skip(4);
      yield* walkModule(this.#window);
    }
    this.outline.keysWithMetadata++;
  }
}

function* length(window: ByteWindow): Walk<number> {
  while (!window.hasLength()) yield;
  return window.length();
}
