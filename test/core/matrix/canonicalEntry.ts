import type { DatasetEntry } from '../../lab/dataset/dataset';

interface CanonicalStream {
  readonly maxDeletedId: string | null;
  readonly entriesAdded: string | null;
  readonly groups: readonly { readonly entriesRead: string | null }[];
}

/** What was read back by commands, in the form of the corpus; undefined for what is not there. */
export function canonicalEntry(entry: DatasetEntry | undefined): unknown {
  const value = entry?.value;
  switch (value?.type) {
    case 'string':
      return value.content;
    case 'list':
      return value.items;
    case 'set':
      return value.members;
    case 'zset':
      return [...value.members].sort(byFirst);
    case 'hash':
      return value.fields.map(([field, content, expiry]) => [field, content, expiry ?? 0]).sort(byFirst);
    case 'stream':
      return {
        entries: value.entries,
        lastId: value.lastId,
        maxDeletedId: value.maxDeletedId ?? null,
        entriesAdded: value.entriesAdded?.toString() ?? null,
        groups: value.groups.map((group) => ({
          name: group.name,
          lastId: group.lastDeliveredId,
          entriesRead: group.entriesRead?.toString() ?? null,
          pending: group.pending
            .map(({ id, consumer, deliveries, deliveredAt }) => [id, consumer, deliveries, deliveredAt])
            .sort(byFirst),
          consumers: group.consumers,
        })),
      };
    case 'vectorset':
    case undefined:
      return undefined;
  }
}

/** A hash as a target without field TTLs has it. */
export function withoutFieldTtls(form: unknown): unknown {
  return (form as [string, string, number][]).map(([field, value]) => [field, value, 0]);
}

/** A sorted set as a server has it that stores -0 as 0; anything else as it is. */
export function withoutSignOfZero(form: unknown): unknown {
  if (!Array.isArray(form)) return form;
  return form.map((row: unknown) =>
    Array.isArray(row)
      ? row.map((cell: unknown) => (cell === '8000000000000000' ? '0000000000000000' : cell))
      : row,
  );
}

/** A stream without the figures that the other side does not have; anything else as it is. */
export function withoutUnknown(form: unknown, other: unknown): unknown {
  if (!isStream(form) || !isStream(other)) return form;
  return {
    ...form,
    maxDeletedId: other.maxDeletedId === null ? null : form.maxDeletedId,
    entriesAdded: other.entriesAdded === null ? null : form.entriesAdded,
    groups: form.groups.map((group, at) => {
      const known = other.groups[at]?.entriesRead ?? null;
      return { ...group, entriesRead: known === null ? null : group.entriesRead };
    }),
  };
}

function isStream(form: unknown): form is CanonicalStream {
  return typeof form === 'object' && form !== null && 'entriesAdded' in form;
}

function byFirst(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}
