import { versionAtLeast } from '../model/profile';
import type { Product } from '../model/profile';
import { ValueType } from './valueType';

/** What decides how a server reads and writes payloads. */
export interface ServerFormat {
  readonly product: Product;
  readonly version: string;
  /** null when it could not be read; the product's version then stands in. */
  readonly rdbVersion: number | null;
}

/** From which version of each product a type byte is read. Measured on 17 servers, read in rdb.h of each. */
const READ_SINCE: readonly {
  readonly types: readonly number[];
  readonly redis: string | null;
  readonly valkey: string | null;
}[] = [
  { types: [0, 1, 2, 3, 4, 9, 10, 11, 12, 13], redis: '2.6', valkey: '7.2' },
  { types: [14], redis: '3.2', valkey: '7.2' },
  { types: [5], redis: '4.0', valkey: '7.2' },
  { types: [15], redis: '5.0', valkey: '7.2' },
  { types: [16, 17, 18, 19], redis: '7.0', valkey: '7.2' },
  { types: [20, 21], redis: '7.2', valkey: '7.2' },
  // Redis reads a 22 too, but means another format by it.
  { types: [ValueType.hash2], redis: null, valkey: '9.0' },
  { types: [ValueType.hashMetadata, ValueType.hashListpackEx], redis: '7.4', valkey: null },
  { types: [ValueType.stream4], redis: '8.6', valkey: null },
];

/** True if the server reads values of that type byte, as the product that wrote them means it. */
export function readsType(server: ServerFormat, type: number): boolean {
  const row = READ_SINCE.find(({ types }) => types.includes(type));
  const since = row?.[server.product] ?? null;
  return since !== null && versionAtLeast(server.version, since);
}

/** RDB versions that only Redis writes; Valkey refuses them by default. */
const FOREIGN_TO_VALKEY_FROM = 12;
const VALKEY_OWN_FROM = 80;

/** The RDB version that a server writes: as read from it, else as its product's version implies. */
export function ownRdbVersion(server: ServerFormat): number {
  return server.rdbVersion ?? impliedRdbVersion(server);
}

/** True if RESTORE of the server, at its default settings, passes a footer of that RDB version. */
export function acceptsFooter(server: ServerFormat, rdbVersion: number): boolean {
  const own = ownRdbVersion(server);
  if (server.product === 'redis' && !versionAtLeast(server.version, '3.2')) return rdbVersion === own;
  if (rdbVersion < 1 || rdbVersion > own) return false;
  return server.product === 'redis' || rdbVersion < FOREIGN_TO_VALKEY_FROM || rdbVersion >= VALKEY_OWN_FROM;
}

const RDB_VERSIONS: Readonly<Record<Product, readonly (readonly [since: string, rdbVersion: number])[]>> = {
  redis: [
    ['8.6', 13],
    ['7.4', 12],
    ['7.2', 11],
    ['7.0', 10],
    ['5.0', 9],
    ['4.0', 8],
    ['3.2', 7],
  ],
  valkey: [
    ['9.0', 80],
    ['7.2', 11],
  ],
};

/** The RDB version that a product's version writes. */
export function impliedRdbVersion(server: Pick<ServerFormat, 'product' | 'version'>): number {
  const row = RDB_VERSIONS[server.product].find(([since]) => versionAtLeast(server.version, since));
  return row?.[1] ?? 6;
}

/** The oldest server that writes an RDB version, or the newest known where it is newer than all of those. */
export function writerOf(rdbVersion: number): Pick<ServerFormat, 'product' | 'version'> {
  const product = rdbVersion >= VALKEY_OWN_FROM ? 'valkey' : 'redis';
  const since = RDB_VERSIONS[product].find(([, written]) => written <= rdbVersion)?.[0];
  return { product, version: since ?? '2.6' };
}

/** `Valkey 8.1.1` */
export function describeServer(server: Pick<ServerFormat, 'product' | 'version'>): string {
  return `${server.product === 'valkey' ? 'Valkey' : 'Redis'} ${server.version}`;
}
