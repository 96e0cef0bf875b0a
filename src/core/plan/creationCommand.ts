import type { PlannedCache } from '../model/plannedCache';

/** How the cache is created, as a command of AWS's own; what it has to be told beyond is left to fill in. */
export function creationCommand(planned: PlannedCache): string {
  return planned.kind === 'serverless' ? serverless(planned) : nodes(planned);
}

function serverless({ product, version, region, authenticates }: PlannedCache): string {
  return [
    'aws elasticache create-serverless-cache --serverless-cache-name CACHE_ID',
    `--engine ${product} --major-engine-version ${version.split('.')[0] ?? version}`,
    ...(authenticates === true ? ['--user-group-id GROUP_ID'] : []),
    ...inRegion(region),
  ].join(' ');
}

function nodes(planned: PlannedCache): string {
  const { product, version, shards, nodeType, region, databases, authenticates, multiAz } = planned;
  return [
    'aws elasticache create-replication-group --replication-group-id CACHE_ID --replication-group-description CACHE_ID',
    `--engine ${product} --engine-version ${version} --cache-node-type ${nodeType ?? 'NODE_TYPE'}`,
    ...(shards === null
      ? ['--num-cache-clusters 2']
      : [`--cluster-mode enabled --num-node-groups ${String(shards)} --replicas-per-node-group 1`]),
    ...(multiAz === null
      ? []
      : [multiAz ? '--automatic-failover-enabled --multi-az-enabled' : '--no-multi-az-enabled']),
    ...flag('transit-encryption-enabled', planned.inTransitEncryption),
    ...flag('at-rest-encryption-enabled', planned.atRestEncryption),
    ...(authenticates === true ? ['--user-group-ids GROUP_ID'] : []),
    ...(databases === null ? [] : ['--cache-parameter-group-name GROUP']),
    ...inRegion(region),
  ].join(' ');
}

function flag(name: string, wanted: boolean | null): string[] {
  return wanted === null ? [] : [`--${wanted ? '' : 'no-'}${name}`];
}

function inRegion(region: string | null): string[] {
  return region === null ? [] : [`--region ${region}`];
}
