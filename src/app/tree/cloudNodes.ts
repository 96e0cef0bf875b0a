import type { CloudCache, CloudMember, CloudNode, CloudShard } from '../../core/model/cloudCache';
import { formatAddress } from '../../core/model/endpoint';
import type { Failure } from '../../core/model/failure';
import { counted } from '../desk/format';
import { subjectOfCache } from '../desk/cloud';
import type { Cloud, CloudDetails, CloudRegion } from '../desk/cloud';
import { markdownTable } from '../desk/markdownTable';
import { COMMANDS } from '../ids';
import type { Node } from './node';

/** What the ElastiCache view is made of. */
export type ShownCloud = Pick<Cloud, 'choice' | 'regions' | 'failure' | 'loading' | 'detailsOf'>;

/** The rows of the ElastiCache view: whose account and where, then the caches; by regions where there are several. */
export function cloudNodes(cloud: ShownCloud): Node[] {
  const { choice, regions, failure } = cloud;
  const several = regions.length > 1;
  return [
    ...(choice === null ? [] : [scopeNode(cloud)]),
    ...(failure === null ? [] : [problemNode('cloud', failure)]),
    ...(failure === null && regions.length === 0 && cloud.loading ? [busyNode('cloud')] : []),
    ...regions.flatMap((region) => {
      const rows = regionRows(region, cloud);
      return several ? [regionNode(region, rows)] : rows;
    }),
  ];
}

/** The quiet first line. Nobody shall take an emulator for AWS, nor AWS for an emulator. */
function scopeNode({ choice, regions }: ShownCloud): Node {
  const elsewhere = [
    ...new Set(regions.flatMap(({ endpoint }) => (endpoint?.setBy == null ? [] : [endpoint.url]))),
  ];
  return {
    ...leaf('cloud/scope', choice?.profile ?? 'AWS environment', 'account'),
    description: [...(choice?.regions ?? []), ...elsewhere].join(' · '),
    tooltip: markdownTable('Whose caches are shown', [
      ['Profile', choice?.profile ?? 'what the environment says'],
      ['Regions', (choice?.regions ?? []).join(', ')],
      ...regions.flatMap(({ scope, endpoint }) =>
        endpoint === undefined
          ? []
          : [
              [
                `Asked for ${scope.region}`,
                `${endpoint.url}${endpoint.setBy === null ? '' : `, as ${endpoint.setBy} says`}`,
              ] as const,
            ],
      ),
    ]),
    context: 'cloud.scope',
    command: COMMANDS.selectProfile,
  };
}

function regionNode(region: CloudRegion, rows: readonly Node[]): Node {
  const { scope, caches, loading } = region;
  return {
    ...leaf(`cloud/${scope.region}`, scope.region, loading ? 'loading~spin' : 'globe'),
    description: loading && caches.length === 0 ? 'asking…' : counted(caches.length, 'cache'),
    context: 'cloud.region',
    expanded: true,
    children: rows,
  };
}

function regionRows(region: CloudRegion, cloud: ShownCloud): Node[] {
  const { scope, caches, failures, loading } = region;
  const id = `cloud/${scope.region}`;
  return [
    ...failures.map((failure, index) => problemNode(`${id}/problem/${String(index)}`, failure)),
    ...caches.map((cache) => cacheNode(region, cache, cloud)),
    ...(loading ? [busyNode(id)] : []),
    ...(!loading && caches.length === 0 && failures.length === 0
      ? [{ ...leaf(`${id}/none`, `No caches in ${scope.region}`, 'circle-slash'), context: 'cloud.none' }]
      : []),
  ];
}

function cacheNode({ scope, members }: CloudRegion, cache: CloudCache, cloud: ShownCloud): Node {
  const subject = subjectOfCache(scope, cache);
  const id = `cloud/${subject}`;
  const memcached = cache.engine === 'memcached';
  const mine = members.filter(({ group }) => cache.kind === 'replication group' && group === cache.id);
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
    context: memcached ? 'cache.memcached' : cache.address === null ? 'cache.unborn' : 'cache.open',
    subject,
    children: memcached
      ? []
      : [
          ...(cache.kind === 'replication group' ? cache.shards.map((shard) => shardNode(id, shard)) : []),
          ...detailNodes(id, subject, cloud.detailsOf(subject)),
        ],
  };
}

/** `valkey 8.1.0 · 3 shards · TLS`, and what is unusual. */
function cacheText(cache: CloudCache, members: readonly CloudMember[]): string {
  const version = versionOf(cache, members);
  return [
    [cache.engine ?? 'redis', ...(version === null ? [] : [version])].join(' '),
    ...(cache.kind === 'serverless' ? ['serverless'] : []),
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
  const parameterGroup =
    cache.kind === 'cluster' ? cache.parameterGroup : (members[0]?.parameterGroup ?? null);
  const groups = [...new Set(members.flatMap(({ securityGroups }) => securityGroups))];
  return markdownTable(cache.id, [
    ['Kind', cache.kind],
    ['Region', region],
    ['Status', cache.status],
    ['Engine', [cache.engine ?? 'not told', ...(version === null ? [] : [version])].join(' ')],
    ...(cache.kind === 'serverless' || cache.nodeType === null
      ? []
      : ([['Node type', cache.nodeType]] as const)),
    ...(cache.kind === 'replication group'
      ? ([['Cluster mode', cache.clusterMode ? 'on' : 'off']] as const)
      : []),
    ['TLS', cache.tls],
    ['Signing in', { none: 'not needed', token: 'by a token', users: 'as a user' }[cache.auth]],
    ...(parameterGroup === null ? [] : ([['Parameter group', parameterGroup]] as const)),
    ...(groups.length === 0 ? [] : ([['Security groups', groups.join(', ')]] as const)),
    ['Address', cache.address === null ? 'none yet' : formatAddress(cache.address)],
  ]);
}

function versionOf(cache: CloudCache, members: readonly CloudMember[]): string | null {
  return cache.kind === 'replication group' ? (members[0]?.version ?? null) : cache.version;
}

function shardNode(parent: string, shard: CloudShard): Node {
  const id = `${parent}/shard/${shard.id}`;
  return {
    ...leaf(id, `shard ${shard.id}`, 'layers'),
    description: [
      ...(shard.slots === null ? [] : [shard.slots]),
      counted(shard.nodes.length, 'node'),
      ...(shard.status === 'available' ? [] : [shard.status]),
    ].join(' · '),
    context: 'cloud.shard',
    children: shard.nodes.map((node) => nodeNode(id, node)),
  };
}

function nodeNode(parent: string, { id, role, zone, address }: CloudNode): Node {
  return {
    ...leaf(`${parent}/${id}`, id, role === 'primary' ? 'circle-filled' : 'circle-outline'),
    description: [role, zone].filter((part) => part !== null).join(' · '),
    ...(address === null ? {} : { tooltip: markdownTable(id, [['Address', formatAddress(address)]]) }),
    context: 'cloud.node',
  };
}

/** Snapshots and events: asked for when someone opens the row. */
function detailNodes(parent: string, subject: string, details: CloudDetails | undefined): Node[] {
  const row = (name: string, icon: string, rows: readonly Node[] | undefined): Node => ({
    ...leaf(`${parent}/${name}`, name, icon),
    context: `cloud.${name}`,
    subject,
    ...(rows === undefined ? { wanted: subject } : { description: String(rows.length) }),
    children: rows ?? [],
  });
  if (details === undefined)
    return [row('snapshots', 'archive', undefined), row('events', 'history', undefined)];
  if (details.kind === 'loading') {
    return [
      row('snapshots', 'archive', [busyNode(`${parent}/s`)]),
      row('events', 'history', [busyNode(`${parent}/e`)]),
    ];
  }
  const { snapshots, events } = details;
  return [
    row(
      'snapshots',
      'archive',
      'code' in snapshots
        ? [problemNode(`${parent}/snapshots/problem`, snapshots)]
        : snapshots.map((one, index) => ({
            ...leaf(`${parent}/snapshots/${String(index)}`, one.name, 'archive'),
            description: [one.source, one.status, dayOf(one.takenAt), ...one.sizes]
              .filter(Boolean)
              .join(' · '),
          })),
    ),
    row(
      'events',
      'history',
      'code' in events
        ? [problemNode(`${parent}/events/problem`, events)]
        : events.map((one, index) => ({
            ...leaf(`${parent}/events/${String(index)}`, one.message, 'circle-small'),
            description: dayOf(one.at),
          })),
    ),
  ];
}

/** What is wrong, and a click that mends it where there is one. That nothing was chosen yet is no error. */
function problemNode(id: string, { code, what, why, next }: Failure): Node {
  const chosen = code !== 'aws.region';
  return {
    ...leaf(`${id}/${code}`, `${why.charAt(0).toUpperCase()}${why.slice(1)}.`, chosen ? 'error' : 'globe'),
    ...(chosen ? { colour: 'problemsErrorIcon.foreground' } : {}),
    description: next,
    tooltip: markdownTable(what, [
      ['Why', why],
      ['Next', next],
    ]),
    context: code === 'aws.signIn' ? 'problem.signIn' : 'problem.cloud',
    command:
      code === 'aws.signIn'
        ? COMMANDS.signInToAws
        : code === 'aws.region'
          ? COMMANDS.selectRegions
          : code === 'aws.credentials'
            ? COMMANDS.selectProfile
            : COMMANDS.refreshCaches,
  };
}

function busyNode(parent: string): Node {
  return { ...leaf(`${parent}/busy`, 'Asking AWS…', 'loading~spin'), context: 'cloud.busy' };
}

function leaf(id: string, label: string, icon: string): Node {
  return { id, label, icon, context: 'cloud.detail', subject: '', children: [] };
}

/** `2026-11-21 10:04`, of the universal time. */
function dayOf(at: number | null): string {
  return at === null ? '' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
