import type { CloudCache, CloudMember, CloudNode, CloudShard } from '../../core/model/cloudCache';
import { formatAddress } from '../../core/model/endpoint';
import { counted } from '../../core/report/counted';
import { roleName } from '../../core/report/roleName';
import { markdownTable } from '../desk/markdownTable';
import type { Node } from '../tree/node';
import type { CloudRegion } from './cloud';
import { cloudLeaf as leaf } from './cloudLeaf';
import { figuresOf } from './completeTooltip';
import { detailNodes } from './detailNodes';
import type { ShownDetails } from './detailNodes';
import { cacheKindName } from './cacheKindName';
import { membersOf, parameterGroupOf } from './membersOf';
import { subjectOfCache } from './placedCache';
import { t } from '../../core/model/t';

const TLS: Readonly<Record<CloudCache['tls'], string>> = {
  required: t('required'),
  preferred: t('preferred'),
  none: t('none'),
};

/** A cache, its shards and nodes, and what else can be asked of it. */
export function cacheNode({ scope, members }: CloudRegion, cache: CloudCache, details: ShownDetails): Node {
  const subject = subjectOfCache(scope, cache);
  const id = `cloud/${subject}`;
  const memcached = cache.engine === 'memcached';
  const mine = membersOf(cache, members);
  const well = cache.status === 'available';
  return {
    ...leaf(id, cache.id, cache.kind === 'serverless' ? 'cloud' : 'server-environment'),
    ...(memcached
      ? { colour: 'disabledForeground' }
      : well
        ? {}
        : { colour: 'problemsWarningIcon.foreground' }),
    description: cacheText(cache, mine),
    tooltip: cacheTooltip(scope.region, cache, mine),
    ...(memcached ? {} : { more: figuresOf(subject) }),
    context: memcached ? 'cache.memcached' : cache.address === null ? 'cache.unborn' : 'cache.open',
    subject,
    children: memcached
      ? []
      : [
          ...(cache.kind === 'replication group'
            ? cache.shards.map((shard) => shardNode(id, subject, shard, mine))
            : []),
          ...detailNodes(id, subject, parameterGroupOf(cache, members), details),
        ],
  };
}

/** `valkey 8.1.0 · 3 shards · TLS`, and what is unusual. */
function cacheText(cache: CloudCache, members: readonly CloudMember[]): string {
  const version = versionOf(cache, members);
  return [
    [cache.engine ?? 'redis', ...(version === null ? [] : [version])].join(' '),
    ...(cache.kind === 'serverless' ? [cacheKindName(cache.kind)] : []),
    ...(cache.kind === 'replication group' ? [counted(cache.shards.length, 'shard')] : []),
    ...(cache.kind === 'serverless' || cache.nodeType === null
      ? []
      : [cache.nodeType.replace(/^cache\./, '')]),
    ...(cache.tls === 'none' ? [] : ['TLS']),
    ...(cache.status === 'available' ? [] : [cache.status]),
  ].join(' · ');
}

function cacheTooltip(region: string, cache: CloudCache, members: readonly CloudMember[]): string {
  const version = versionOf(cache, members);
  const parameterGroup = parameterGroupOf(cache, members);
  const groups = [...new Set(members.flatMap(({ securityGroups }) => securityGroups))];
  return markdownTable(cache.id, [
    [t('Kind'), cacheKindName(cache.kind)],
    [t('Region'), region],
    [t('Status'), cache.status],
    [t('Engine'), [cache.engine ?? t('not told'), ...(version === null ? [] : [version])].join(' ')],
    ...(cache.kind === 'serverless' || cache.nodeType === null
      ? []
      : ([[t('Node type'), cache.nodeType]] as const)),
    ...(cache.kind === 'replication group'
      ? ([[t('Cluster mode'), cache.clusterMode ? t('on') : t('off')]] as const)
      : []),
    ['TLS', TLS[cache.tls]],
    [t('Signing in'), { none: t('not needed'), token: t('by a token'), users: t('as a user') }[cache.auth]],
    ...(parameterGroup === null
      ? []
      : ([
          [
            t('Parameter group'),
            `${parameterGroup}${members.some(({ rebootDue }) => rebootDue) ? t(', of which a change waits for a reboot') : ''}`,
          ],
        ] as const)),
    ...(groups.length === 0 ? [] : ([[t('Security groups'), groups.join(', ')]] as const)),
    [t('Address'), cache.address === null ? t('none yet') : formatAddress(cache.address)],
  ]);
}

function versionOf(cache: CloudCache, members: readonly CloudMember[]): string | null {
  return cache.kind === 'replication group' ? (members[0]?.version ?? null) : cache.version;
}

function shardNode(
  parent: string,
  subject: string,
  shard: CloudShard,
  members: readonly CloudMember[],
): Node {
  const id = `${parent}/shard/${shard.id}`;
  return {
    ...leaf(id, t('shard {0}', shard.id), 'layers'),
    description: [
      ...(shard.slots === null ? [] : [shard.slots]),
      counted(shard.nodes.length, 'node'),
      ...(shard.status === 'available' ? [] : [shard.status]),
    ].join(' · '),
    context: 'cloud.shard',
    children: shard.nodes.map((node) => nodeNode(id, subject, node, members)),
  };
}

function nodeNode(
  parent: string,
  subject: string,
  { id, role, zone, address: own }: CloudNode,
  members: readonly CloudMember[],
): Node {
  // With cluster mode only the members tell where they are.
  const address = own ?? members.find((member) => member.id === id)?.address ?? null;
  return {
    ...leaf(`${parent}/${id}`, id, role === 'primary' ? 'circle-filled' : 'circle-outline'),
    description: [role === null ? null : roleName(role), zone].filter((part) => part !== null).join(' · '),
    tooltip: markdownTable(id, [
      [t('Address'), address === null ? t('none of its own') : formatAddress(address)],
    ]),
    more: figuresOf(subject, id),
    subject,
    ...(address === null
      ? { context: 'cloud.nodeAlone' }
      : { context: 'cloud.node', copies: formatAddress(address) }),
  };
}
