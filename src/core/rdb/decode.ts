import { Failure } from '../model/failure';
import { decodeStream } from './decodeStream';
import { hasFieldTtls, readTtlFields } from './fieldTtlHash';
import { payloadBody } from './footer';
import { listpackElements } from './listpack';
import { RdbReader, decimal } from './reader';
import { unreadable } from './unreadable';
import type { HashField, ScoredMember, Value } from './value';
import { ValueType } from './valueType';

const text = new TextDecoder('latin1');

/** A quicklist node is one large element as it is, or a listpack of several. */
const PLAIN_NODE = 1;

/**
 * What a payload of Redis 7+ or Valkey means.
 * @throws Failure `payload.unreadable` when it does not follow its format, `payload.unsupported` for a type that is
 * not decoded (modules, the encodings of Redis before 7).
 */
export function decode(payload: Uint8Array): Value {
  const body = payloadBody(payload);
  const type = body[0] ?? -1;
  const reader = new RdbReader(body, 1);
  switch (type) {
    case ValueType.string:
      return { kind: 'string', bytes: reader.string() };
    case ValueType.list:
      return { kind: 'list', items: strings(reader) };
    case ValueType.listQuicklist2:
      return { kind: 'list', items: quicklist(reader) };
    case ValueType.set:
      return { kind: 'set', members: strings(reader) };
    case ValueType.setIntset:
      return { kind: 'set', members: intset(reader.string()) };
    case ValueType.setListpack:
      return { kind: 'set', members: [...listpackElements(reader.string())] };
    case ValueType.zset:
      return {
        kind: 'zset',
        members: many(reader, 9, () => ({ member: reader.string(), score: reader.double() })),
      };
    case ValueType.zsetListpack:
      return {
        kind: 'zset',
        members: pairs([...listpackElements(reader.string())]).map(([member, score]) =>
          scored(member, score),
        ),
      };
    case ValueType.hash:
      return { kind: 'hash', fields: pairs(strings(reader, 2)).map(([field, value]) => plain(field, value)) };
    case ValueType.hashListpack:
      return {
        kind: 'hash',
        fields: pairs([...listpackElements(reader.string())]).map(([field, value]) => plain(field, value)),
      };
    case ValueType.stream:
    case ValueType.stream2:
    case ValueType.stream3:
    case ValueType.stream4:
      return decodeStream(reader, type);
    default:
      if (hasFieldTtls(type)) return { kind: 'hash', fields: readTtlFields(body).map(unwrap) };
      throw new Failure('payload.unsupported', {
        what: 'Could not compare a value',
        why: `values of type ${String(type)} are not decoded`,
        next: 'Compare this key by hand.',
      });
  }
}

function many<Item>(reader: RdbReader, minimumBytes: number, read: () => Item): Item[] {
  return Array.from({ length: reader.count(minimumBytes) }, read);
}

function strings(reader: RdbReader, perElement = 1): Uint8Array[] {
  const count = reader.count(perElement) * perElement;
  return Array.from({ length: count }, () => reader.string());
}

function quicklist(reader: RdbReader): Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let nodes = reader.count(2); nodes > 0; nodes--) {
    const container = reader.length();
    const content = reader.string();
    if (container === PLAIN_NODE) items.push(content);
    else for (const element of listpackElements(content)) items.push(element);
  }
  return items;
}

function intset(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw unreadable('an integer set is cut off');
  const width = view.getUint32(0, true);
  const count = view.getUint32(4, true);
  if (![2, 4, 8].includes(width) || bytes.length !== 8 + width * count) {
    throw unreadable('an integer set lies about its size');
  }
  return Array.from({ length: count }, (_, index) => {
    const at = 8 + index * width;
    if (width === 2) return decimal(view.getInt16(at, true));
    return decimal(width === 4 ? view.getInt32(at, true) : view.getBigInt64(at, true));
  });
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

function scored(member: Uint8Array, score: Uint8Array): ScoredMember {
  const written = text.decode(score);
  if (written === 'inf' || written === '-inf')
    return { member, score: written === 'inf' ? Infinity : -Infinity };
  return { member, score: Number(written) };
}

function plain(field: Uint8Array, value: Uint8Array): HashField {
  return { field, value, expireAt: 0 };
}

function unwrap({ field, value, expireAt }: HashField): HashField {
  return { field: new RdbReader(field).string(), value: new RdbReader(value).string(), expireAt };
}
