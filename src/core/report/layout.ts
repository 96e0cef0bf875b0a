import type { EndpointSummary } from '../model/profile';

/** `redis 8.0.2 (RDB 12) -> valkey 8.1.1 (RDB 11)` */
export function ends(source: EndpointSummary | null, target: EndpointSummary | null): string {
  return [source, target].map(end).join(' -> ');
}

function end(server: EndpointSummary | null): string {
  if (server === null) return '(not reached)';
  return `${server.product} ${server.version}${server.rdbVersion === null ? '' : ` (RDB ${String(server.rdbVersion)})`}`;
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
