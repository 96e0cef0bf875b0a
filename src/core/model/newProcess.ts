import type { Profile } from './profile';

/**
 * Whether a server, or any master of a cluster, is another process than before: it was restarted, or another node took over,
 * and it may lack what it held.
 */
export function isNewProcess(before: Profile, now: Profile): boolean {
  if (before.nodes === undefined || now.nodes === undefined) return before.runId !== now.runId;
  const known = new Set(Object.values(before.nodes));
  return Object.values(now.nodes).some((process) => !known.has(process));
}
