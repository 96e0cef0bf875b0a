/**
 * How each rule is proved to speak of what it should, and to be silent of its opposite; made-up evidence aside, on which
 * every rule is tried. A rule that is named nowhere here fails a test.
 */

/** On real servers, by the file of that name in `onServers`. A cache of ElastiCache is played by a server of the lab. */
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
    ...['capacity.connections', 'capacity.encodings', 'capacity.growth', 'capacity.largeKeys'],
    ...['capacity.largestString', 'capacity.reserved', 'eviction.policy', 'eviction.source'],
    ...['eviction.volatile', 'memory.limit', 'serverless.cost'],
  ],
  security: [
    ...['security.debugCommands', 'security.defaultUser', 'security.flushCommands', 'security.open'],
    'security.plainText',
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
    ...['databases.count', 'functions.support', 'hash.fieldTtl', 'module.types'],
    ...['module.vectorSets', 'rdb.version', 'stream.form', 'stream.idempotency', 'values.encoding'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
