import { t } from '../model/t';
import type { ValueKind } from '../model/valueKind';

const NAMES: Readonly<Record<ValueKind, () => string>> = {
  string: () => t('string'),
  list: () => t('list'),
  set: () => t('set'),
  zset: () => t('zset'),
  hash: () => t('hash'),
  stream: () => t('stream'),
  module: () => t('module'),
  unknown: () => t('unknown'),
};

/** One value of a kind, in a sentence: `one is a hash, the other a list`. */
export function valueKindName(kind: ValueKind): string {
  return NAMES[kind]();
}
