import { Failure } from '../model/failure';
import type { Product } from '../model/profile';
import { decodeStream } from './decodeStream';
import { readTtlFields } from './fieldTtlHash';
import { footerVersion, payloadBody } from './footer';
import { intsetMembers } from './intset';
import { listpackElements } from './listpack';
import { RdbReader } from './reader';
import { parseScore, readTextScore } from './score';
import { isStream } from './streamImage';
import { unreadable } from './unreadable';
import { unsupportedReason } from './unsupported';
import type { HashField, Value } from './value';
import { ValueType } from './valueType';
import { ziplistElements } from './ziplist';
import { zipmapElements } from './zipmap';
import { t } from '../model/t';

/** A quicklist node of type 18 is one large element as it is, or a listpack of several. */
const PLAIN_NODE = 1;
const LISTPACK_NODE = 2;

type Elements = (bytes: Uint8Array) => Iterable<Uint8Array>;

/**
 * What a payload of any Redis or Valkey means.
 * @param product who made it, where that is known; else the footer tells as far as it can: the numbers 22 and 23 stand
 * for other formats in release candidates of Redis 7.4.
 * @throws Failure `payload.unreadable` when it does not follow its format, `payload.unsupported` for a type that is
 * not decoded: values of modules, unknown ones.
 */
export function decode(payload: Uint8Array, product?: Product): Value {
  const version = footerVersion(payload);
  const body = payloadBody(payload);
  const type = body[0] ?? -1;
  const reason = unsupportedReason(type, product ?? version);
  if (reason !== null) {
    throw new Failure('payload.unsupported', {
      what: t('Could not decode a value'),
      why: reason,
      next: t('Compare this key by hand.'),
    });
  }
  const reader = new RdbReader(body, 1);
  const value = isStream(type) ? decodeStream(reader, type) : decodeBody(reader, type, body);
  reader.end();
  return value;
}

function decodeBody(reader: RdbReader, type: number, body: Uint8Array): Value {
  switch (type) {
    case ValueType.string:
      return { kind: 'string', bytes: reader.string() };
    case ValueType.list:
      return list(strings(reader));
    case ValueType.listZiplist:
      return list([...ziplistElements(reader.string())]);
    case ValueType.listQuicklist:
      return list(quicklist(reader, () => ziplistElements(reader.string())));
    case ValueType.listQuicklist2:
      return list(quicklist(reader, () => quicklistNode(reader)));
    case ValueType.set:
      return { kind: 'set', members: strings(reader) };
    case ValueType.setIntset:
      return { kind: 'set', members: intsetMembers(reader.string()) };
    case ValueType.setListpack:
      return { kind: 'set', members: [...listpackElements(reader.string())] };
    case ValueType.zsetText:
      return zset(reader, 2, () => readTextScore(reader));
    case ValueType.zset:
      return zset(reader, 9, () => reader.double());
    case ValueType.zsetZiplist:
      return packedZset(reader, ziplistElements);
    case ValueType.zsetListpack:
      return packedZset(reader, listpackElements);
    case ValueType.hash:
      return hash(strings(reader, 2));
    case ValueType.hashZipmap:
      return hash([...zipmapElements(reader.string())]);
    case ValueType.hashZiplist:
      return hash([...ziplistElements(reader.string())]);
    case ValueType.hashListpack:
      return hash([...listpackElements(reader.string())]);
    default:
      reader.bytes(reader.remaining);
      return { kind: 'hash', fields: readTtlFields(body).map(unwrap) };
  }
}

function strings(reader: RdbReader, perElement = 1): Uint8Array[] {
  const count = reader.count(perElement) * perElement;
  return Array.from({ length: count }, () => reader.string());
}

function list(items: readonly Uint8Array[]): Value {
  return { kind: 'list', items };
}

function quicklist(reader: RdbReader, node: () => Iterable<Uint8Array>): Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let nodes = reader.count(1); nodes > 0; nodes--) for (const item of node()) items.push(item);
  return items;
}

function quicklistNode(reader: RdbReader): Iterable<Uint8Array> {
  const container = reader.length();
  if (container === PLAIN_NODE) return [reader.string()];
  if (container === LISTPACK_NODE) return listpackElements(reader.string());
  throw unreadable('a node of a list has an unknown form');
}

function zset(reader: RdbReader, minimumBytes: number, score: () => number): Value {
  const count = reader.count(minimumBytes);
  return {
    kind: 'zset',
    members: Array.from({ length: count }, () => ({ member: reader.string(), score: score() })),
  };
}

function packedZset(reader: RdbReader, elements: Elements): Value {
  const members = pairs([...elements(reader.string())]).map(([member, score]) => ({
    member,
    score: parseScore(score),
  }));
  return { kind: 'zset', members };
}

function hash(elements: readonly Uint8Array[]): Value {
  return {
    kind: 'hash',
    fields: pairs(elements).map(([field, value]) => ({ field, value, expireAt: 0 })),
  };
}

function pairs(elements: readonly Uint8Array[]): [Uint8Array, Uint8Array][] {
  const result: [Uint8Array, Uint8Array][] = [];
  for (let index = 0; index < elements.length; index += 2) {
    const first = elements[index];
    const second = elements[index + 1];
    if (first === undefined || second === undefined) throw unreadable('a pair lacks its second half');
    result.push([first, second]);
  }
  return result;
}

function unwrap({ field, value, expireAt }: HashField): HashField {
  return { field: new RdbReader(field).string(), value: new RdbReader(value).string(), expireAt };
}
