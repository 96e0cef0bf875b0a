import type { Product } from '../model/profile';
import { kindOfType, ValueType } from './valueType';
import { stored } from '../model/stored';

/** RDB versions of Redis alone, and of Valkey alone; what is below both share (rdb.h of Valkey 9). */
const REDIS_FROM = 12;
const VALKEY_FROM = 80;

/** 23: a hash of release candidates of Redis 7.4, and another of development versions of Valkey. */
const PATH_HASH = 23;

/** Precedes the type byte where a module of Redis 8.6 has attached data to a key (keymeta.c). */
const KEY_METADATA = 243;

/**
 * Why a value of that type can be neither decoded nor re-encoded, as `stored`; null when it can.
 * @param maker the product that made it, or the RDB version of its footer.
 */
export function unsupportedReason(type: number, maker: Product | number): string | null {
  const redis =
    maker === 'redis' || (typeof maker === 'number' && maker >= REDIS_FROM && maker < VALKEY_FROM);
  switch (type) {
    case ValueType.modulePre:
      return stored('it belongs to a module, in the form of a release candidate of Redis 4.0');
    case ValueType.module:
      return stored('it belongs to a module, which alone knows its format');
    case ValueType.hash2:
    case PATH_HASH:
      if (redis) return stored('type {0} of Redis is a hash of a release candidate of Redis 7.4', type);
      return type === ValueType.hash2 ? null : unknown(type);
    case KEY_METADATA:
      return stored('a module of Redis 8.6 has attached data to it');
    default:
      return kindOfType(type) === 'unknown' ? unknown(type) : null;
  }
}

function unknown(type: number): string {
  return stored('values of type {0} are not known', type);
}
