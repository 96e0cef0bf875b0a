import type { ValueKind } from '../../core/model/valueKind';

/** Types of keys, as settings and options name them. */
export const KINDS: readonly ValueKind[] = ['string', 'list', 'set', 'zset', 'hash', 'stream', 'module'];
