import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Value } from '../../../src/core/rdb/value';
import type { ServerFormat } from '../../../src/core/rdb/serverFormat';

/** A payload that a real server made, and what that server answered for the same key; see the corpus' README. */
export interface CorpusValue {
  readonly name: string;
  readonly type: string;
  readonly payload: Uint8Array;
  /** The canonical form; only one of this and `sha256` is there, or none for a module's value. */
  readonly value?: unknown;
  readonly sha256?: string;
}

/** The payloads of one server. */
export interface Corpus extends ServerFormat {
  readonly values: readonly CorpusValue[];
}

/** The servers that the corpus has payloads of. */
export const corpusNames = [
  'redis-4.0.14',
  'redis-6.0.16',
  'redis-7.0.15',
  'redis-7.2.6',
  'redis-8.0.2',
  'valkey-8.0.1',
  'valkey-8.1.1',
  'valkey-9.1.2',
] as const;

type CorpusName = (typeof corpusNames)[number];

/** A value in its file: whole, or the same as that of another server but for the footer. */
type Stored = Pick<CorpusValue, 'name' | 'type' | 'value' | 'sha256'> &
  ({ readonly payload: string } | { readonly as: CorpusName; readonly footer: string });

const files = new Map<CorpusName, Corpus>();

/** Reads the payloads of one server. They are shared: who changes one must copy it first. */
export function readCorpus(name: CorpusName): Corpus {
  const known = files.get(name);
  if (known !== undefined) return known;
  const file = new URL(`../../fixtures/corpus/${name}.json`, import.meta.url);
  const stored = JSON.parse(readFileSync(file, 'utf8')) as ServerFormat & { readonly values: Stored[] };
  const corpus = { ...stored, values: stored.values.map(restored) };
  files.set(name, corpus);
  return corpus;
}

function restored(stored: Stored): CorpusValue {
  if ('payload' in stored) {
    return { ...stored, payload: new Uint8Array(Buffer.from(stored.payload, 'base64')) };
  }
  const other = readCorpus(stored.as).values.find(({ name }) => name === stored.name);
  if (other === undefined) throw new Error(`${stored.as} has no ${stored.name}`);
  const body = other.payload.subarray(0, -10);
  return {
    ...other,
    payload: new Uint8Array(Buffer.concat([body, Buffer.from(stored.footer, 'base64')])),
  };
}

/** A decoded value in the form of the corpus. */
export function canonical(value: Value): unknown {
  switch (value.kind) {
    case 'string':
      return base64(value.bytes);
    case 'list':
      return value.items.map(base64);
    case 'set':
      return value.members.map(base64).sort();
    case 'zset':
      return sorted(value.members.map(({ member, score }) => [base64(member), hex(score)]));
    case 'hash':
      return sorted(
        value.fields.map(({ field, value: content, expireAt }) => [base64(field), base64(content), expireAt]),
      );
    case 'stream':
      return {
        entries: value.entries.map(({ id, fields }) => [id, fields.map(base64)]),
        lastId: value.lastId,
        maxDeletedId: value.maxDeletedId,
        entriesAdded: value.entriesAdded,
        groups: value.groups
          .map((group) => ({
            name: base64(group.name),
            lastId: group.lastId,
            // Stored as -1 where it is not known.
            entriesRead: group.entriesRead === '18446744073709551615' ? null : group.entriesRead,
            pending: sorted(
              group.pending.map((entry) => [
                entry.id,
                base64(entry.consumer),
                entry.deliveries,
                entry.deliveredAt,
              ]),
            ),
            consumers: group.consumers.map(base64).sort(),
          }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      };
  }
}

/** The digest that stands for a long value. */
export function digest(form: unknown): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function hex(score: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(score);
  return bytes.toString('hex');
}

function sorted(rows: (string | number)[][]): (string | number)[][] {
  return rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}
