import { ALWAYS } from './cases/every';

/**
 * How each rule is proved to speak of what it should, and to be silent of its opposite; made-up evidence aside, on which
 * every rule is tried. A rule that is named nowhere here fails a test.
 */

/**
 * On real servers, and the files that they write, by the file of that name in `onServers`. A cache of ElastiCache is played by
 * a server of the lab; what only AWS knows of it is taken from answers that fit AWS's own model.
 */
export const ON_SERVERS = {
  clients: [
    ...['clients.blocked', 'clients.idleTimeout', 'clients.login', 'clients.missingCommands'],
    ...['clients.notifications', 'clients.restrictedCommands', 'clients.subscribers', 'clients.tls'],
    ...['clients.tracking', 'clients.users', 'lua.cachedScripts', 'lua.timeLimit'],
  ],
  cluster: [
    ...['cluster.clients', 'cluster.hashTags', 'cluster.multiKey', 'cluster.scripts', 'cluster.select'],
    ...['cluster.state', 'cluster.transactions', 'seed.clusterFile', 'seed.databases'],
    ...['upgrade.mode', 'online.clusterMode', 'online.shards'],
  ],
  capacity: [
    ...[
      'capacity.connections',
      'capacity.forkHeadroom',
      'capacity.encodings',
      'capacity.growth',
      'capacity.largeKeys',
    ],
    ...['capacity.largestString', 'capacity.reserved', 'eviction.policy', 'eviction.source'],
    ...['eviction.volatile', 'memory.limit', 'serverless.cost', 'serverless.size'],
  ],
  security: [
    ...['security.debugCommands', 'security.defaultUser', 'security.flushCommands', 'security.open'],
    'security.plainText',
  ],
  files: [
    ...['file.expired', 'file.modules', 'file.moment', 'file.node', 'file.source', 'file.tail'],
    ...['file.unchecked', 'file.writer'],
  ],
  caches: ['clients.login', 'clients.tls', 'snapshot.dataTiering', 'snapshot.region'],
  online: [
    ...['online.atRest', 'online.auth', 'online.backlog', 'online.bind', 'online.clusterMode'],
    ...['online.dataTiering', 'online.databases', 'online.globalDatastore', 'online.multiAz'],
    ...['online.outputBuffer', 'online.protectedMode', 'online.renamedCommands', 'online.replTimeout'],
    ...['online.replicaSource', 'online.shards', 'online.sourceTls', 'online.transitEncryption'],
    'online.unknown',
  ],
  safety: [
    ...['safety.clocks', 'safety.durability', 'safety.fragmentation', 'safety.latencyEvents'],
    ...['safety.persistence', 'safety.replicaLag', 'safety.replicaLink', 'safety.replicaSource'],
    ...['safety.slowCommands', 'safety.writes', 'seed.lastSave', 'target.lastSave', 'target.minReplicas'],
  ],
  routes: [
    ...['online.source', 'online.serverless', 'route.fileImport', 'route.source', 'route.target'],
    ...['seed.newCache', 'seed.serverless', 'seed.unknown', 'target.notEmpty', 'topology.mode'],
    ...['topology.sameServer', 'upgrade.direction', 'upgrade.place'],
  ],
  values: [
    ...['databases.count', 'functions.support', 'hash.fieldTtl', 'module.loaded', 'module.types'],
    ...['module.vectorSets', 'rdb.version', 'stream.form', 'stream.idempotency', 'values.encoding'],
  ],
  older: [
    ...['clients.protocol', 'online.sourceVersion', 'online.targetVersion', 'stream.support'],
    'upgrade.downtime',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Of those, the ones that need a version which cannot be had any more: a newer server of the lab claims to be of it. */
export const BY_CLAIM: readonly string[] = ON_SERVERS.older;

/** What no server of ours and no answer of AWS can show, with the reason; tried on made-up evidence only. */
export const MADE_UP: Readonly<Record<string, string>> = {
  'online.network': 'AWS does not tell whether the network of a source is that of a cache; the user does',
};

/** How a rule is proved, in a word or two. @throws Error for a rule that is not named here */
export function provenBy(rule: string): 'servers' | 'claimed version' | 'made-up evidence' {
  if (BY_CLAIM.includes(rule)) return 'claimed version';
  if (Object.values(ON_SERVERS).some((rules: readonly string[]) => rules.includes(rule))) return 'servers';
  if (rule in MADE_UP || ALWAYS.has(rule)) return 'made-up evidence';
  throw new Error(`nobody says how ${rule} is proved`);
}
