import type { Prng } from './prng';
import { inSteps, type RedisArgument, type Specimen, times, year2100 } from './specimen';

/** Lists, sets, hashes and sorted sets, small and large, so that every encoding occurs. */
export function collectionSpecimens(prng: Prng): Specimen[] {
  const made = (
    kind: Specimen['kind'],
    name: string,
    key: string,
    args: readonly RedisArgument[],
    expireAt?: number,
  ): Specimen => ({
    kind,
    key,
    commands: inSteps(name, key, args),
    ...(expireAt === undefined ? {} : { expireAt }),
  });
  const pairs = (
    count: number,
    make: (index: number) => readonly [RedisArgument, RedisArgument],
  ): RedisArgument[] => times(count, make).flat();
  return [
    made('list', 'RPUSH', 'list:small', ['a', 'b', '', 'a', '10', Buffer.from([255, 0])]),
    made('list', 'RPUSH', 'list:integers', [
      '0',
      '-1',
      '127',
      '128',
      '-4096',
      '32768',
      '8388608',
      '2147483648',
    ]),
    made(
      'list',
      'RPUSH',
      'list:many-nodes',
      times(2500, (index) => `${String(index)}:${prng.text(20)}`),
    ),
    made('list', 'RPUSH', 'list:one-20k-element', ['before', prng.bytes(20_000), 'after']),
    made('list', 'RPUSH', 'list:expires', ['one', 'two'], year2100 + 1),
    made(
      'set',
      'SADD',
      'set:int16',
      times(50, () => prng.between(-30_000, 30_000)),
    ),
    made(
      'set',
      'SADD',
      'set:int32',
      times(50, () => prng.between(-2_000_000_000, 2_000_000_000)),
    ),
    made('set', 'SADD', 'set:int64', ['9223372036854775807', '-9223372036854775808', '0']),
    made(
      'set',
      'SADD',
      'set:many-ints',
      times(700, (index) => index * 7),
    ),
    made('set', 'SADD', 'set:small', ['a', 'b', '', 'ü', Buffer.from([0, 255])]),
    made(
      'set',
      'SADD',
      'set:large',
      times(300, () => prng.text(24)),
      year2100 + 2,
    ),
    made('hash', 'HSET', 'hash:small', [
      'f',
      'v',
      '',
      'empty name',
      'empty value',
      '',
      Buffer.from([0]),
      'b',
    ]),
    made('hash', 'HSET', 'hash:big-value', ['big', prng.bytes(20_000), 'small', '1'], year2100 + 3),
    made(
      'hash',
      'HSET',
      'hash:large',
      pairs(600, (index) => [`field:${String(index)}`, prng.text(20)]),
    ),
    made('zset', 'ZADD', 'zset:small', [1, 'one', 2, 'two', 2, 'two again', 3, '']),
    made('zset', 'ZADD', 'zset:infinities', ['-inf', 'least', '+inf', 'most', 0, 'zero']),
    made('zset', 'ZADD', 'zset:negative', [-1, 'a', -1.5, 'b', '-9007199254740991', 'c']),
    made('zset', 'ZADD', 'zset:fractions', [
      ...[
        '0.1',
        'tenth',
        '3.141592653589793',
        'pi',
        '5e-324',
        'smallest',
        '1.7976931348623157e308',
        'largest',
      ],
    ]),
    made(
      'zset',
      'ZADD',
      'zset:large',
      pairs(300, (index) => [String(prng.fraction() * 1e6), `member:${String(index)}`]),
      year2100 + 4,
    ),
    made('zset', 'GEOADD', 'geo:cities', [
      ...[
        '8.5417',
        '47.3769',
        'Zürich',
        '139.6917',
        '35.6895',
        '東京',
        '-58.3816',
        '-34.6037',
        'Buenos Aires',
      ],
    ]),
  ];
}
