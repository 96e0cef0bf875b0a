import type { Evidence } from '../rule';

/** True when applications have to learn that keys lie in slots. */
export function intoCluster({ source, target, places, file }: Evidence): boolean {
  // A file may not tell whether a node of a cluster wrote it.
  if (file?.ofCluster === null) return false;
  return source.mode === 'standalone' && (target.mode === 'cluster' || places.target.kind === 'serverless');
}
