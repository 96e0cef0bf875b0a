import { listpackElements } from '../listpack';
import { isStream } from '../streamImage';
import { unreadable } from '../unreadable';
import { moduleTypeName, ValueType } from '../valueType';
import type { ByteWindow } from './byteWindow';
import { STORED_HEAD_BYTES, takePacked } from './packedCount';
import type { PackForm } from './packedCount';
import type { Walk } from './walk';
import type { WalkedValue } from './walkedKey';
import { walkModule } from './walkModule';
import { walkStream } from './walkStream';

const SCORE_BYTES = 8;
const TIME_BYTES = 8;

/** A quicklist node of type 18 is one large element as it is, or a listpack of several. */
const PLAIN_NODE = 1;
const LISTPACK_NODE = 2;

/** The largest packed hash whose field TTLs are counted; one that is larger was packed against all defaults. */
const MOST_HELD = 16 << 20;

const ZERO = 0x30;

/** Values that are one packed string: how, and how many strings an element is. */
const PACKS: Readonly<Record<number, readonly [form: PackForm, perElement: number]>> = {
  [ValueType.hashZipmap]: ['zipmap', 1],
  [ValueType.listZiplist]: ['ziplist', 1],
  [ValueType.setIntset]: ['intset', 1],
  [ValueType.zsetZiplist]: ['ziplist', 2],
  [ValueType.hashZiplist]: ['ziplist', 2],
  [ValueType.hashListpack]: ['listpack', 2],
  [ValueType.zsetListpack]: ['listpack', 2],
  [ValueType.setListpack]: ['listpack', 1],
};

/**
 * A value, from after its type byte, without its content: `found` gets what it is. Strings are skipped by `walkKeys`.
 * @throws Failure `payload.unreadable`
 */
export function* walkValue(window: ByteWindow, type: number, found: WalkedValue): Walk<void> {
  const pack = PACKS[type];
  if (pack !== undefined) {
    while (!window.hasStored(STORED_HEAD_BYTES)) yield;
    const { elements, bytes } = takePacked(window, pack[0]);
    found.bytes = bytes;
    found.elements = elements === null ? null : Math.floor(elements / pack[1]);
  } else if (isStream(type)) yield* walkStream(window, type, found);
  else yield* walkPlain(window, type, found);
}

function* walkPlain(window: ByteWindow, type: number, found: WalkedValue): Walk<void> {
  switch (type) {
    case ValueType.list:
    case ValueType.set:
      return yield* walkStrings(window, 1, found);
    case ValueType.hash:
      return yield* walkStrings(window, 2, found);
    case ValueType.zsetText:
      return yield* walkTextScores(window, found);
    case ValueType.zset:
      return yield* walkStrings(window, 1, found, SCORE_BYTES);
    case ValueType.hash2:
      return yield* walkTimedFields(window, found);
    case ValueType.hashMetadata:
      return yield* walkRelativeFields(window, found);
    case ValueType.hashListpackEx:
      return yield* walkPackedFields(window, found);
    case ValueType.listQuicklist:
    case ValueType.listQuicklist2:
      return yield* walkQuicklist(window, type, found);
    case ValueType.module:
      while (!window.hasLength()) yield;
      found.moduleType = moduleTypeName(window.length64());
      found.bytes = yield* walkModule(window);
      found.elements = 1;
  }
}

/** A count of elements, each of so many strings and then so many bytes. */
function* walkStrings(window: ByteWindow, perElement: number, found: WalkedValue, after = 0): Walk<void> {
  while (!window.hasLength()) yield;
  const count = window.length();
  let bytes = count * after;
  for (let left = count * perElement; left > 0; left--) {
    while (!window.hasString()) yield;
    bytes += window.skipString();
    if (after > 0) window.skip(after);
  }
  found.elements = count;
  found.bytes = bytes;
}

/** Scores as text after one byte of length; 253 and more are not numbers or endless, and have none. */
function* walkTextScores(window: ByteWindow, found: WalkedValue): Walk<void> {
  while (!window.hasLength()) yield;
  found.elements = window.length();
  for (let left = found.elements; left > 0; left--) {
    while (!window.hasString()) yield;
    found.bytes += window.skipString() + SCORE_BYTES;
    while (!window.has(1)) yield;
    const length = window.byte();
    if (length < 253) window.skip(length);
  }
}

/** Valkey 9: each field and value, then when it expires, or -1. */
function* walkTimedFields(window: ByteWindow, found: WalkedValue): Walk<void> {
  while (!window.hasLength()) yield;
  found.elements = window.length();
  for (let left = found.elements; left > 0; left--) {
    for (let strings = 2; strings > 0; strings--) {
      while (!window.hasString()) yield;
      found.bytes += window.skipString();
    }
    while (!window.has(TIME_BYTES)) yield;
    if (window.milliseconds() >= 0) found.ttlFields++;
  }
}

/** Redis 7.4: the earliest expiry, then each field with how much later it expires, or 0. */
function* walkRelativeFields(window: ByteWindow, found: WalkedValue): Walk<void> {
  window.skip(TIME_BYTES);
  while (!window.hasLength()) yield;
  found.elements = window.length();
  for (let left = found.elements; left > 0; left--) {
    while (!window.hasLength()) yield;
    if (window.length() > 0) found.ttlFields++;
    for (let strings = 2; strings > 0; strings--) {
      while (!window.hasString()) yield;
      found.bytes += window.skipString();
    }
  }
}

/** Redis 7.4, packed: the earliest expiry, then a listpack of field, value, expiry or 0. */
function* walkPackedFields(window: ByteWindow, found: WalkedValue): Walk<void> {
  while (!window.has(TIME_BYTES)) yield;
  const earliest = window.milliseconds();
  while (!window.hasStored(MOST_HELD)) yield;
  if (!window.exceeds(MOST_HELD)) {
    const listpack = window.string();
    found.bytes = listpack.length;
    let strings = 0;
    for (const element of listpackElements(listpack)) {
      if (++strings % 3 === 0 && !(element.length === 1 && element[0] === ZERO)) found.ttlFields++;
    }
    found.elements = strings / 3;
    return;
  }
  const { elements, bytes } = takePacked(window, 'listpack');
  found.bytes = bytes;
  found.elements = elements === null ? null : elements / 3;
  found.ttlFields = earliest > 0 ? 1 : 0;
}

function* walkQuicklist(window: ByteWindow, type: number, found: WalkedValue): Walk<void> {
  while (!window.hasLength()) yield;
  const nodes = window.length();
  let bytes = 0;
  let elements: number | null = 0;
  for (let left = nodes; left > 0; left--) {
    let node = LISTPACK_NODE;
    if (type === ValueType.listQuicklist2) {
      while (!window.hasLength()) yield;
      node = window.length();
      if (node !== PLAIN_NODE && node !== LISTPACK_NODE)
        throw unreadable('a node of a list has an unknown form');
    }
    while (!window.hasStored(STORED_HEAD_BYTES)) yield;
    const packed = takePacked(window, type === ValueType.listQuicklist ? 'ziplist' : 'listpack');
    const held = node === PLAIN_NODE ? 1 : packed.elements;
    elements = elements === null || held === null ? null : elements + held;
    bytes += packed.bytes;
  }
  found.elements = elements;
  found.bytes = bytes;
}
