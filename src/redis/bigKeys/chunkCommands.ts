import type { ValueChunk } from '../../core/largeValue';
import type { Abilities } from '../abilitiesOf';
import type { Command } from '../lane';

/** What the server that is written to can hold. */
export type Holds = Pick<Abilities, 'fieldExpiry' | 'streamCounters' | 'createConsumer'>;

type Chunk<Kind extends ValueChunk['kind']> = Extract<ValueChunk, { kind: Kind }>;

/** Made to have a stream at all, and gone again. */
const NO_GROUP = 'elasticache-migrator:none';

/**
 * The commands that write a part of a value of that type.
 * @param clockDifference milliseconds to add to expiries of fields
 */
export function chunkCommands(
  chunk: ValueChunk,
  type: string,
  key: Uint8Array,
  abilities: Holds,
  clockDifference: number,
): Command[] {
  switch (chunk.kind) {
    case 'bytes':
      return [['APPEND', key, chunk.bytes]];
    case 'elements':
      return [[type === 'list' ? 'RPUSH' : 'SADD', key, ...chunk.elements]];
    case 'scores':
      return [['ZADD', key, ...chunk.scores]];
    case 'fields':
      return fieldCommands(chunk, key, abilities, clockDifference);
    case 'group':
      return groupCommands(chunk, key, abilities);
    case 'pending':
      return pendingCommands(chunk, key);
    case 'entries':
      return chunk.entries.map(({ id, fields }): Command => ['XADD', key, id, ...fields]);
    case 'stream':
      return figureCommands(chunk, key, abilities);
  }
}

function fieldCommands(
  { fields, expireAt }: Chunk<'fields'>,
  key: Uint8Array,
  { fieldExpiry }: Holds,
  clockDifference: number,
): Command[] {
  if (fields.length === 0) return [];
  const set: Command = ['HSET', key, ...fields];
  if (!fieldExpiry || expireAt === undefined) return [set];
  const byTime = new Map<number, Uint8Array[]>();
  for (const [index, time] of expireAt.entries()) {
    if (time === 0) continue;
    const same = byTime.get(time) ?? [];
    same.push(fields[2 * index] as Uint8Array);
    byTime.set(time, same);
  }
  const expiries = [...byTime].map(([time, names]): Command => [
    'HPEXPIREAT',
    key,
    time + clockDifference,
    'FIELDS',
    names.length,
    ...names,
  ]);
  return [set, ...expiries];
}

function groupCommands(
  { name, lastId, entriesRead, consumers }: Chunk<'group'>,
  key: Uint8Array,
  { streamCounters, createConsumer }: Holds,
): Command[] {
  const read = entriesRead !== null && streamCounters ? ['ENTRIESREAD', entriesRead] : [];
  return [
    ['XGROUP', 'CREATE', key, name, lastId, 'MKSTREAM', ...read],
    ...consumers.map((consumer): Command =>
      createConsumer
        ? ['XGROUP', 'CREATECONSUMER', key, name, consumer]
        : // Who asks what is pending becomes a consumer.
          ['XREADGROUP', 'GROUP', name, consumer, 'COUNT', 1, 'STREAMS', key, '0'],
    ),
  ];
}

/**
 * Only a message that is in the stream can be claimed, and those that were deleted are pending too: so all are there for a
 * moment, without content, and the stream is empty again before its entries come.
 */
function pendingCommands({ group, pending }: Chunk<'pending'>, key: Uint8Array): Command[] {
  return [
    ...pending.map(({ id }): Command => ['XADD', key, id, 'pending', '']),
    ...pending.map(({ id, consumer, deliveredAt, deliveries }): Command => [
      ...(['XCLAIM', key, group, consumer, 0, id, 'TIME', deliveredAt] as const),
      ...(['RETRYCOUNT', deliveries, 'FORCE', 'JUSTID'] as const),
    ]),
    ['XTRIM', key, 'MAXLEN', 0],
    ['XSETID', key, '0-0'],
  ];
}

function figureCommands(
  { lastId, maxDeletedId, entriesAdded, groups }: Chunk<'stream'>,
  key: Uint8Array,
  { streamCounters }: Holds,
): Command[] {
  const deleted = maxDeletedId === null ? [] : ['MAXDELETEDID', maxDeletedId];
  return [
    ['XGROUP', 'CREATE', key, NO_GROUP, '0', 'MKSTREAM'],
    ['XGROUP', 'DESTROY', key, NO_GROUP],
    ['XSETID', key, lastId, ...(streamCounters ? ['ENTRIESADDED', entriesAdded, ...deleted] : [])],
    ...groups.flatMap(({ name, lastId: read, entriesRead }): Command[] =>
      entriesRead === null || !streamCounters
        ? []
        : [['XGROUP', 'SETID', key, name, read, 'ENTRIESREAD', entriesRead]],
    ),
  ];
}
