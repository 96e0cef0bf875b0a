import type { Keys } from '../keyBatch';

/** Names as the ports take them. */
export function keysOf(names: readonly Uint8Array[]): Keys {
  return { count: names.length, key: (index) => names[index] ?? new Uint8Array() };
}
