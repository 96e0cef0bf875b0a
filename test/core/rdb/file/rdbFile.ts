import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { writeCrc64 } from '../../../../src/core/rdb/crc64';
import { RdbWalker } from '../../../../src/core/rdb/file/rdbWalker';
import type { RdbOutline } from '../../../../src/core/rdb/file/rdbOutline';
import type { WalkedKey } from '../../../../src/core/rdb/file/walkedKey';
import { payloadBody } from '../../../../src/core/rdb/footer';
import { readCorpus } from '../corpus';
import type { corpusNames } from '../corpus';

/** Files of real servers; see their README. */
export const RDB_FILES = ['redis-4.0.14', 'redis-7.0.15', 'redis-8.0.2', 'valkey-9.1.2'] as const;

/** Name (base64), database, type, expiry, elements, length of a string, fields with TTLs, groups. */
export type ExpectedKey = readonly [string, number, string, number, number, number | null, number, number];

interface Expected {
  readonly keys: readonly ExpectedKey[];
  readonly libraries: number;
  readonly databases: Readonly<Record<string, number>>;
}

const folder = new URL('../../../fixtures/rdb/', import.meta.url);

export function readRdbFile(name: (typeof RDB_FILES)[number]): { bytes: Uint8Array; expected: Expected } {
  return {
    bytes: gunzipSync(readFileSync(new URL(`${name}.rdb.gz`, folder))),
    expected: JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8')) as Expected,
  };
}

/** A file of those parts behind its first bytes, with its checksum. */
export function rdbOf(magic: string, ...parts: (string | readonly number[] | Uint8Array)[]): Uint8Array {
  const body = Buffer.concat([
    Buffer.from(magic),
    ...parts.map((part) => (typeof part === 'string' ? text(part) : Buffer.from(part))),
    Buffer.from([0xff]),
  ]);
  const file = new Uint8Array(body.length + 8);
  file.set(body);
  writeCrc64(file, body.length);
  return file;
}

/** A string as a file has it. */
export function text(content: string): Buffer {
  const bytes = Buffer.from(content, 'latin1');
  const length = bytes.length < 64 ? [bytes.length] : [0x40 | (bytes.length >> 8), bytes.length & 0xff];
  return Buffer.concat([Buffer.from(length), bytes]);
}

/** A file that holds the small ones among the values of a server, as it writes them. */
export function smallFileOf(magic: string, name: (typeof corpusNames)[number]): Uint8Array {
  return rdbOf(
    magic,
    [0xfe, 0],
    ...readCorpus(name)
      .values.filter(({ payload }) => payload.length < 400)
      .flatMap(({ name: key, payload }, index) => {
        const body = payloadBody(payload);
        const expiry = index % 3 === 0 ? [0xfc, 1, 2, 3, 4, 5, 1, 0, 0] : [];
        return [expiry, body.subarray(0, 1), key, body.subarray(1)];
      }),
  );
}

/** What a walk finds, when the file comes in parts of those sizes, over and over. */
export function walk(
  bytes: Uint8Array,
  sizes: readonly number[] = [bytes.length],
): {
  keys: WalkedKey[];
  outline: RdbOutline;
} {
  const keys: WalkedKey[] = [];
  const walker = new RdbWalker((key) => keys.push({ ...key, key: key.key.slice() }));
  // One buffer for every part: what is not copied is overwritten.
  const part = new Uint8Array(Math.max(1, ...sizes));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const piece = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? bytes.length));
    part.fill(0xee);
    part.set(piece);
    walker.feed(part.subarray(0, piece.length));
    at += piece.length;
  }
  return { keys, outline: walker.end() };
}
