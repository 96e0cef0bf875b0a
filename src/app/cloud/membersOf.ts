import type { CloudCache, CloudMember } from '../../core/model/cloudCache';

/** The members of a cache among those of its region; none of what is no replication group. */
export function membersOf(cache: CloudCache, members: readonly CloudMember[]): readonly CloudMember[] {
  return cache.kind === 'replication group' ? members.filter(({ group }) => group === cache.id) : [];
}

/** The name of the parameter group of a cache; null where it is not told, as of a serverless cache, which has none. */
export function parameterGroupOf(cache: CloudCache, members: readonly CloudMember[]): string | null {
  return cache.kind === 'cluster'
    ? cache.parameterGroup
    : (membersOf(cache, members)[0]?.parameterGroup ?? null);
}
