import type { Evidence } from '../rule';

/** True when applications have to learn that keys lie in slots. */
export function intoCluster({ source, target, places }: Evidence): boolean {
  return source.mode === 'standalone' && (target.mode === 'cluster' || places.target.kind === 'serverless');
}
