import type { PartialProfile } from './partialProfile';

/** What tells one server from another. */
export type KnownPlace = Pick<PartialProfile, 'runId' | 'nodes'> &
  Partial<Pick<PartialProfile, 'role' | 'replicationId'>>;

/**
 * How two profiles are of one set of data: they are of one process or one cluster, nodes of one cluster, or a primary and
 * its replica. null where they are not, or that is not told: two servers of which nothing is known are not one.
 */
export function sameServer(one: KnownPlace, other: KnownPlace): 'server' | 'cluster' | 'replica' | null {
  if (one.runId !== '' && one.runId === other.runId) return one.nodes === undefined ? 'server' : 'cluster';
  const processes = new Set(Object.values(one.nodes ?? {}).filter((process) => process !== ''));
  if (Object.values(other.nodes ?? {}).some((process) => processes.has(process))) return 'cluster';
  // A server that was loaded from a copy of another's file may go by the same id: only of a replica it says enough.
  const replica = one.role === 'replica' || other.role === 'replica';
  const shared = one.replicationId !== undefined && one.replicationId === other.replicationId;
  return replica && shared ? 'replica' : null;
}
