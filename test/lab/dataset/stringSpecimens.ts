import type { Prng } from './prng';
import { type Specimen, times, year2100 } from './specimen';

/** Strings of every encoding, bitmaps, HyperLogLogs, and names that break careless tools. */
export function stringSpecimens(prng: Prng): Specimen[] {
  const plain: readonly (readonly [name: string | Buffer, value: string | Buffer])[] = [
    ['string:int8', '42'],
    ['string:int16', '-12345'],
    ['string:int32', '2147483647'],
    ['string:int64', '-9223372036854775808'],
    ['string:beyond-int64', '9223372036854775808'],
    ['string:leading-zero', '007'],
    ['string:empty', ''],
    ['string:short-text', 'short enough to be embedded'],
    ['string:utf8', 'Grüße, 你好, 🦊'],
    ['string:all-bytes', Buffer.from(times(256, (byte) => byte))],
    ['string:compressible-500', 'abcde'.repeat(100)],
    ['string:compressible-100k', `${prng.text(50)} `.repeat(2000)],
    ['string:incompressible-10k', prng.bytes(10_000)],
    ['', 'the key with the empty name'],
    ['12345', 'a name that is a number'],
    ['name with spaces, "quotes" and\r\na line break', 'value'],
    ['名前:ключ:🦊', 'a name in several scripts'],
    [Buffer.from([0, 1, 127, 128, 254, 255, 13, 10]), 'a name of bytes that are no UTF-8'],
    [`long:${'n'.repeat(3000)}`, 'a name of 3005 bytes'],
    ['{tag}:a', 'two names with'],
    ['{tag}:b', 'the same hash tag'],
    ['{}:not-a-tag', 'an empty hash tag does not count'],
  ];
  return [
    ...plain.map(([key, value]): Specimen => ({ kind: 'string', key, commands: [['SET', key, value]] })),
    {
      kind: 'string',
      key: 'string:bitmap',
      commands: times(20, () => ['SETBIT', 'string:bitmap', prng.between(0, 20_000), 1] as const),
    },
    {
      kind: 'string',
      key: 'hll:sparse',
      commands: [['PFADD', 'hll:sparse', ...times(20, () => prng.text(10))]],
    },
    {
      kind: 'string',
      key: 'hll:dense',
      commands: times(10, () => ['PFADD', 'hll:dense', ...times(500, () => prng.text(10))] as const),
    },
    {
      kind: 'string',
      key: 'string:expires-at-a-millisecond',
      commands: [['SET', 'string:expires-at-a-millisecond', 'until 2100']],
      expireAt: year2100 + 123,
    },
  ];
}
