import { t } from '../model/t';
import { formatCount } from './format';

type Words = (count: string, one: boolean) => string;

/** Whole, since a language may need the number elsewhere, or no plural at all. */
const NOUNS = {
  cache: (n, one) => (one ? t('{0} cache', n) : t('{0} caches', n)),
  call: (n, one) => (one ? t('{0} call', n) : t('{0} calls', n)),
  connection: (n, one) => (one ? t('{0} connection', n) : t('{0} connections', n)),
  database: (n, one) => (one ? t('{0} database', n) : t('{0} databases', n)),
  difference: (n, one) => (one ? t('{0} difference', n) : t('{0} differences', n)),
  error: (n, one) => (one ? t('{0} error', n) : t('{0} errors', n)),
  'function library': (n, one) => (one ? t('{0} function library', n) : t('{0} function libraries', n)),
  hash: (n, one) => (one ? t('{0} hash', n) : t('{0} hashes', n)),
  key: (n, one) => (one ? t('{0} key', n) : t('{0} keys', n)),
  library: (n, one) => (one ? t('{0} library', n) : t('{0} libraries', n)),
  node: (n, one) => (one ? t('{0} node', n) : t('{0} nodes', n)),
  note: (n, one) => (one ? t('{0} note', n) : t('{0} notes', n)),
  replica: (n, one) => (one ? t('{0} replica', n) : t('{0} replicas', n)),
  script: (n, one) => (one ? t('{0} script', n) : t('{0} scripts', n)),
  shard: (n, one) => (one ? t('{0} shard', n) : t('{0} shards', n)),
  'slow command': (n, one) => (one ? t('{0} slow command', n) : t('{0} slow commands', n)),
  stream: (n, one) => (one ? t('{0} stream', n) : t('{0} streams', n)),
  user: (n, one) => (one ? t('{0} user', n) : t('{0} users', n)),
  value: (n, one) => (one ? t('{0} value', n) : t('{0} values', n)),
  warning: (n, one) => (one ? t('{0} warning', n) : t('{0} warnings', n)),
} as const satisfies Record<string, Words>;

/** A count and its noun: `1 key`, `50,000 keys`, `2 libraries`. */
export function counted(count: number, noun: keyof typeof NOUNS): string {
  return NOUNS[noun](formatCount(count), count === 1);
}
