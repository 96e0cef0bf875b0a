import { versionAtLeast } from '../model/profile';
import type { Product } from '../model/profile';
import type { ValueKind } from '../model/valueKind';
import type { ServerFormat } from './serverFormat';

type Types = Partial<Record<ValueKind, readonly number[]>>;

const REDIS_72: Types = {
  string: [0],
  list: [18],
  set: [11, 20, 2],
  zset: [17, 5],
  hash: [16, 4],
  stream: [21],
};

/**
 * The type bytes that a server writes at default settings, since which version of each product. Measured: the first
 * byte of DUMP of every kind on 17 servers.
 */
const WRITTEN: Readonly<Record<Product, readonly (readonly [since: string, types: Types])[]>> = {
  redis: [
    ['8.6', { ...REDIS_72, hash: [16, 4, 24, 25], stream: [26] }],
    ['7.4', { ...REDIS_72, hash: [16, 4, 24, 25] }],
    ['7.2', REDIS_72],
    ['7.0', { ...REDIS_72, set: [11, 2], stream: [19] }],
    ['5.0', { string: [0], list: [14], set: [11, 2], zset: [12, 5], hash: [13, 4], stream: [15] }],
    ['4.0', { string: [0], list: [14], set: [11, 2], zset: [12, 5], hash: [13, 4] }],
    ['3.2', { string: [0], list: [14], set: [11, 2], zset: [12, 3], hash: [13, 4] }],
    ['0', { string: [0], list: [10, 1], set: [11, 2], zset: [12, 3], hash: [13, 4] }],
  ],
  valkey: [
    ['9.0', { ...REDIS_72, hash: [16, 4, 22] }],
    ['0', REDIS_72],
  ],
};

/** The type bytes in which the server may write values of that kind; none for kinds that it does not have. */
export function writtenTypes(server: ServerFormat, kind: ValueKind): readonly number[] {
  const row = WRITTEN[server.product].find(([since]) => versionAtLeast(server.version, since));
  return row?.[1][kind] ?? [];
}
