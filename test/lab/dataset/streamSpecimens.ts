import type { Prng } from './prng';
import type { ServerFeatures } from './serverFeatures';
import { type RedisCommand, type Specimen, times, year2100 } from './specimen';

// Fixed times, since the dataset must be the same whenever it is made.
const firstMs = 1_700_000_000_000;
const id = (index: number, sequence = 0): string => `${String(firstMs + index)}-${String(sequence)}`;

/** Streams in the states that are hard to copy: deletions, groups, pending entries, and no entries at all. */
export function streamSpecimens(prng: Prng, features: ServerFeatures): Specimen[] {
  const add = (key: string, count: number): RedisCommand[] =>
    times(count, (index) => ['XADD', key, id(index), 'n', index, 'text', prng.text(12)] as const);
  const stream = (key: string, commands: readonly RedisCommand[], expireAt?: number): Specimen => ({
    kind: 'stream',
    key,
    commands,
    ...(expireAt === undefined ? {} : { expireAt }),
  });
  const metadata: RedisCommand[] = features.seven
    ? [['XSETID', 'stream:metadata', id(500), 'ENTRIESADDED', 900, 'MAXDELETEDID', id(400)]]
    : [['XSETID', 'stream:metadata', id(500)]];
  return [
    stream('stream:simple', add('stream:simple', 3)),
    stream('stream:same-millisecond', [
      ['XADD', 'stream:same-millisecond', id(0, 1), '', 'an empty field name'],
      ['XADD', 'stream:same-millisecond', id(0, 7), 'f', Buffer.from([0, 255]), 'g', ''],
    ]),
    stream('stream:many-nodes', add('stream:many-nodes', 450), year2100 + 5),
    stream('stream:deleted-entries', [
      ...add('stream:deleted-entries', 20),
      ['XDEL', 'stream:deleted-entries', id(0), id(7), id(19)],
    ]),
    stream('stream:emptied', [...add('stream:emptied', 3), ['XDEL', 'stream:emptied', id(0), id(1), id(2)]]),
    stream('stream:trimmed', [...add('stream:trimmed', 250), ['XTRIM', 'stream:trimmed', 'MAXLEN', 40]]),
    stream('stream:metadata', [...add('stream:metadata', 5), ...metadata]),
    stream('stream:made-by-its-group', [
      ['XGROUP', 'CREATE', 'stream:made-by-its-group', 'waiting', '$', 'MKSTREAM'],
    ]),
    groups(add, features),
  ];
}

/**
 * Three groups: one with pending entries of two consumers, one of which belongs to a message deleted since;
 * one that has read nothing; one that has read everything and has a consumer with nothing to do. XCLAIM sets
 * delivery times and counts, which reading could not set to fixed values.
 */
function groups(add: (key: string, count: number) => RedisCommand[], features: ServerFeatures): Specimen {
  const key = 'stream:groups';
  const claim = (consumer: string, index: number, deliveries: number): RedisCommand => [
    ...(['XCLAIM', key, 'workers', consumer, 0, id(index), 'TIME', firstMs + 1000 + index] as const),
    ...(['RETRYCOUNT', deliveries, 'FORCE', 'JUSTID'] as const),
  ];
  const entriesRead = (count: number): string[] => (features.seven ? ['ENTRIESREAD', String(count)] : []);
  return {
    kind: 'stream',
    key,
    commands: [
      ...add(key, 12),
      ['XGROUP', 'CREATE', key, 'workers', id(7), ...entriesRead(8)],
      ['XGROUP', 'CREATE', key, 'late', '0'],
      ['XGROUP', 'CREATE', key, 'done', id(11), ...entriesRead(12)],
      ...(features.createConsumer ? [['XGROUP', 'CREATECONSUMER', key, 'done', 'idle'] as const] : []),
      claim('alice', 0, 1),
      claim('alice', 2, 5),
      claim('bob', 3, 17),
      claim('bob', 4, 2),
      // The message goes, its pending entry stays; no command could make this entry any more.
      ['XDEL', key, id(3)],
    ],
  };
}
