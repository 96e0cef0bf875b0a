import { commandsOf } from '../conf/commands';
import { defaultsOf, familyFor } from '../conf/elasticache';
import type { Deployment } from '../model/deployment';
import { SELF_MANAGED } from '../model/deployment';
import type { PartialProfile } from '../model/partialProfile';
import type { PlannedCache } from '../model/plannedCache';
import type { ServerFacts } from '../model/serverFacts';
import { creationCommand } from '../plan/creationCommand';
import { nodeTypeNamed } from '../plan/nodeTypes';
import { impliedRdbVersion } from '../rdb/serverFormat';
import type { FoundEnd } from './found';

/** What the default parameter groups say. */
const POLICY = 'volatile-lru';
const DATABASES = 16;
const SLOTS = 16_384;

/** A cache that is yet to be created, as the target of a check: what its choice implies, and nothing else. Pure. */
export function plannedEnd(planned: PlannedCache): FoundEnd {
  const tls = planned.inTransitEncryption !== false;
  return {
    profile: profileOf(planned),
    facts: factsOf(planned),
    place: placeOf(planned),
    refusals: [],
    name: {
      url: `${tls ? 'rediss' : 'redis'}://NEW_CACHE:6379`,
      host: null,
      port: 6379,
      cacheId: null,
      creation: creationCommand(planned),
    },
  };
}

function isCluster({ kind, shards }: PlannedCache): boolean {
  return kind === 'serverless' || shards !== null;
}

function databasesOf(planned: PlannedCache): number {
  return planned.databases ?? (isCluster(planned) ? 1 : DATABASES);
}

function profileOf(planned: PlannedCache): PartialProfile {
  const { product, version, nodeType, shards } = planned;
  const node = nodeType === null ? null : nodeTypeNamed(nodeType);
  return {
    runId: '',
    product,
    version,
    rdbVersion: impliedRdbVersion({ product, version }),
    mode: isCluster(planned) ? 'cluster' : 'standalone',
    role: 'primary',
    databases: [],
    databaseLimit: databasesOf(planned),
    keys: 0,
    usedMemory: 0,
    maxMemory: node === null ? null : node.bytes * (shards ?? 1),
    evictedKeys: 0,
    maxMemoryPolicy: POLICY,
    modules: [],
    functionLibraries: 0,
    clockOffset: 0,
    clockError: null,
  };
}

function factsOf(planned: PlannedCache): ServerFacts {
  const { product, version, shards, authenticates } = planned;
  return {
    // A serverless cache has no parameter groups.
    settings:
      planned.kind === 'serverless'
        ? null
        : {
            ...defaultsOf(familyFor({ product, version }).family),
            databases: String(databasesOf(planned)),
          },
    tls: planned.inTransitEncryption,
    access: {
      user: null,
      open: authenticates === null ? null : !authenticates,
      defaultUserUnlimited: null,
      otherUsers: null,
    },
    commands: commandsOf({ product, version }),
    calls: null,
    replication: null,
    persistence: null,
    memory: null,
    clients: null,
    modules: null,
    libraries: [],
    cachedScripts: 0,
    slowCommands: 0,
    latencyEvents: null,
    cluster: shards === null ? null : { shards, slotsServed: SLOTS, replicasPerShard: null, ok: true },
  };
}

function placeOf(planned: PlannedCache): Deployment {
  const { kind, region, nodeType, multiAz, authenticates, sameNetwork } = planned;
  return {
    ...SELF_MANAGED,
    kind,
    planned: true,
    region,
    nodeType,
    multiAz,
    inTransitEncryption: planned.inTransitEncryption,
    atRestEncryption: planned.atRestEncryption,
    authenticates,
    dataTiering: nodeType === null ? null : /^cache\.\w+gd\./.test(nodeType),
    // A new cache is in none before it is put into one.
    globalDatastore: false,
    sameNetwork,
  };
}
