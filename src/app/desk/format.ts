import { formatCount, formatDuration } from '../../core/report/format';
import { t } from '../../core/model/t';

type Words = (count: string, one: boolean) => string;

/** Whole, since a language may need the number elsewhere, or no plural at all. */
const NOUNS = {
  cache: (n, one) => (one ? t('{0} cache', n) : t('{0} caches', n)),
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
  shard: (n, one) => (one ? t('{0} shard', n) : t('{0} shards', n)),
  stream: (n, one) => (one ? t('{0} stream', n) : t('{0} streams', n)),
  value: (n, one) => (one ? t('{0} value', n) : t('{0} values', n)),
  warning: (n, one) => (one ? t('{0} warning', n) : t('{0} warnings', n)),
} as const satisfies Record<string, Words>;

/** A count and its noun: `1 key`, `50,000 keys`, `2 libraries`. */
export function counted(count: number, noun: keyof typeof NOUNS): string {
  return NOUNS[noun](formatCount(count), count === 1);
}

/** A share from 0 to 1: `62 %`. It says 100 only when all is done. */
export function percent(share: number): string {
  return `${String(Math.floor(share * 100))} %`;
}

/** A time, no finer than a guess can be: `4 s`, `10 min`. */
export function guessedTime(seconds: number): string {
  return seconds < 90 ? `${String(Math.max(1, Math.round(seconds)))} s` : formatDuration(seconds);
}

/** Time that is left: `4 s left`, `10 min left`. */
export function timeLeft(seconds: number): string {
  return t('{0} left', guessedTime(seconds));
}
