import type { EndpointSummary } from '../model/profile';
import { t } from '../model/t';

/** What is known of an end. */
type End = { readonly [Part in keyof EndpointSummary]: EndpointSummary[Part] | null };

/** `redis 8.0.2 (RDB 12) -> valkey 8.1.1 (RDB 11)` */
export function ends(source: End | null, target: End | null): string {
  return [source, target].map(endText).join(' -> ');
}

/** One of them: `redis 8.0.2 (RDB 12)` */
export function endText(server: End | null): string {
  if (server === null) return t('(not reached)');
  const { product, version } = server;
  const name = product ?? t('a server that does not tell what it is');
  return `${name}${version === null ? '' : ` ${version}`}${server.rdbVersion === null ? '' : ` (RDB ${String(server.rdbVersion)})`}`;
}

/** Names and values, one below the other. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}

/** Lines of a terminal; empty ones are left out. */
export function lines(all: readonly string[]): string {
  return `${all.filter((line) => line !== '').join('\n')}\n`;
}
