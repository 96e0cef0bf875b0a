import type { ValueKind } from '../model/valueKind';

/** The first byte of a DUMP payload, as rdb.h names it. */
export const ValueType = {
  string: 0,
  list: 1,
  set: 2,
  zsetText: 3,
  hash: 4,
  zset: 5,
  modulePre: 6,
  module: 7,
  hashZipmap: 9,
  listZiplist: 10,
  setIntset: 11,
  zsetZiplist: 12,
  hashZiplist: 13,
  listQuicklist: 14,
  stream: 15,
  hashListpack: 16,
  zsetListpack: 17,
  listQuicklist2: 18,
  stream2: 19,
  setListpack: 20,
  stream3: 21,
  /** Valkey 9: hash with field TTLs. The same number is another format in Redis 7.4 release candidates. */
  hash2: 22,
  hashMetadata: 24,
  hashListpackEx: 25,
  stream4: 26,
} as const;

const KINDS: Readonly<Record<number, ValueKind>> = {
  0: 'string',
  1: 'list',
  2: 'set',
  3: 'zset',
  4: 'hash',
  5: 'zset',
  6: 'module',
  7: 'module',
  9: 'hash',
  10: 'list',
  11: 'set',
  12: 'zset',
  13: 'hash',
  14: 'list',
  15: 'stream',
  16: 'hash',
  17: 'zset',
  18: 'list',
  19: 'stream',
  20: 'set',
  21: 'stream',
  22: 'hash',
  24: 'hash',
  25: 'hash',
  26: 'stream',
};

/** What kind of value a type byte stands for. */
export function kindOfType(type: number | undefined): ValueKind {
  return type === undefined ? 'unknown' : (KINDS[type] ?? 'unknown');
}

const MODULE_NAME_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The nine-letter name in a module id: 9 characters of 6 bits above 10 bits of encoding version. */
export function moduleTypeName(id: bigint): string {
  let name = '';
  for (let character = 0n; character < 9n; character++) {
    const index = Number((id >> (10n + 6n * (8n - character))) & 63n);
    name += MODULE_NAME_ALPHABET.charAt(index);
  }
  return name;
}
