import { calls, evidenceOf, FACTS, set } from '../evidenceOf';
import type { Parts } from '../evidenceOf';
import type { RuleCase, RuleCases } from '../ruleCase';
import type { ClientFacts } from '../../../../src/core/model/serverFacts';

const quiet = evidenceOf();
const toCluster = { mode: 'cluster' } as const;
const db5 = { databases: [{ index: 5, keys: 1, expiring: 0, hashesWithFieldTtl: null }] };
const own = { targetPlace: { kind: 'self-managed' } } as const;

/** Speaks on the way into a cluster, and neither on that from one nor between two that stand alone. */
function intoCluster(parts: Parts, says: RegExp): RuleCase {
  return {
    fires: [
      evidenceOf({ ...parts, to: toCluster }),
      evidenceOf({ ...parts, targetPlace: { kind: 'serverless' } }),
    ],
    silent: [
      evidenceOf(parts),
      evidenceOf({ to: toCluster }),
      evidenceOf({ ...parts, from: toCluster, to: toCluster }),
      evidenceOf({ ...parts, to: toCluster, source: { calls: null } }),
    ],
    says,
  };
}

function clients(parts: Partial<ClientFacts>): Parts {
  return {
    source: {
      clients: {
        connected: 10,
        limit: 100,
        blocked: 0,
        subscribers: 0,
        resp3: 0,
        tracking: 0,
        libraries: [],
        ...parts,
      },
    },
  };
}

export const APPLICATIONS: RuleCases = {
  'cluster.clients': {
    fires: [evidenceOf({ to: toCluster }), evidenceOf({ targetPlace: { kind: 'serverless' } })],
    silent: [quiet, evidenceOf({ from: toCluster, to: toCluster })],
  },
  'cluster.multiKey': intoCluster(
    { source: calls({ mget: 7, rename: 2 }) },
    /MGET \(7 calls\), RENAME \(2 calls\)/,
  ),
  'cluster.transactions': intoCluster({ source: calls({ exec: 3 }) }, /EXEC \(3 calls\)/),
  'cluster.scripts': intoCluster({ source: calls({ evalsha: 1 }) }, /EVALSHA \(1 call\)/),
  'cluster.hashTags': {
    fires: [evidenceOf({ to: toCluster, source: calls({ mget: 1 }) })],
    silent: [
      evidenceOf({ to: toCluster }),
      evidenceOf({
        to: toCluster,
        source: calls({ mget: 1 }),
        sample: { prefixes: [{ prefix: '{user}:', count: 5, tagged: 5 }] },
      }),
      evidenceOf({ to: toCluster, source: calls({ mget: 1 }), sample: null }),
    ],
    says: /user:\* have no hash tag/,
  },
  'cluster.select': {
    fires: [
      evidenceOf({ from: db5, to: toCluster }),
      evidenceOf({ from: db5, source: calls({ select: 9 }), targetPlace: { kind: 'serverless' } }),
    ],
    silent: [
      evidenceOf({ from: db5 }),
      evidenceOf({ to: toCluster, source: calls({ select: 9 }) }),
      evidenceOf({ from: db5, to: { ...toCluster, version: '9.1.2', rdbVersion: 80 } }),
    ],
    says: /keys in db5/,
  },
  'cluster.state': {
    fires: [
      evidenceOf({ target: { cluster: { shards: 3, slotsServed: 16_383, replicasPerShard: 0, ok: false } } }),
      evidenceOf({ source: { cluster: { shards: 3, slotsServed: 16_383, replicasPerShard: 0, ok: true } } }),
    ],
    silent: [
      quiet,
      evidenceOf({ target: { cluster: { shards: 3, slotsServed: 16_384, replicasPerShard: 0, ok: true } } }),
    ],
    blocks: ['copy', 'live-copy', 'online-migration', 'seed-from-rdb', 'snapshot-copy', 'file-import'],
    says: /1 slot is served by nobody/,
  },
  'clients.missingCommands': {
    fires: [evidenceOf({ source: calls({ hexpire: 4 }) }), evidenceOf({ source: calls({ 'vadd|x': 4 }) })],
    silent: [
      quiet,
      evidenceOf({ source: calls({ hexpire: 4 }), target: { commands: null } }),
      evidenceOf({ source: calls({ hexpire: 0, 'function|list': 3, pexpiretime: 8 }) }),
      evidenceOf({ source: calls({ 'config|get': 4 }) }),
    ],
    says: /HEXPIRE|VADD X/,
  },
  'clients.restrictedCommands': {
    fires: [evidenceOf({ source: calls({ bgsave: 2, 'config|set': 1 }) })],
    silent: [
      quiet,
      evidenceOf({ source: calls({ bgsave: 2 }), ...own }),
      evidenceOf({ source: calls({ 'config|get': 50 }) }),
    ],
    says: /BGSAVE and CONFIG SET, which ElastiCache refuses/,
  },
  'clients.notifications': {
    fires: [
      evidenceOf({ source: set({ 'notify-keyspace-events': 'Ex' }) }),
      evidenceOf({
        source: set({ 'notify-keyspace-events': 'Ex' }),
        target: null,
        targetPlace: { kind: 'serverless' },
      }),
    ],
    silent: [
      quiet,
      evidenceOf({
        source: set({ 'notify-keyspace-events': 'xE' }),
        target: set({ 'notify-keyspace-events': 'AKE' }),
      }),
    ],
  },
  'clients.protocol': {
    fires: [
      evidenceOf({ ...clients({ resp3: 2 }), to: { product: 'redis', version: '5.0.14', rdbVersion: 9 } }),
    ],
    silent: [
      evidenceOf(clients({ resp3: 2 })),
      evidenceOf({ ...clients({ resp3: null }), to: { product: 'redis', version: '5.0.14' } }),
    ],
  },
  'clients.tracking': {
    fires: [evidenceOf(clients({ tracking: 1 }))],
    silent: [quiet, evidenceOf(clients({ tracking: null }))],
  },
  'clients.subscribers': {
    fires: [evidenceOf(clients({ subscribers: 3 }))],
    silent: [quiet, evidenceOf(clients({ subscribers: null }))],
    says: /^3 clients subscribe/,
  },
  'clients.blocked': {
    fires: [evidenceOf(clients({ blocked: 1 }))],
    silent: [quiet, evidenceOf({ source: { clients: null } })],
  },
  'lua.cachedScripts': {
    fires: [evidenceOf({ source: { cachedScripts: 2 } })],
    silent: [quiet, evidenceOf({ source: { cachedScripts: null } })],
  },
  'lua.timeLimit': {
    fires: [
      evidenceOf({ source: set({ 'lua-time-limit': '6000' }) }),
      evidenceOf({ source: set({ 'busy-reply-threshold': '0' }) }),
    ],
    silent: [quiet, evidenceOf({ source: set({ 'lua-time-limit': '6000' }), ...own })],
  },
  'clients.tls': {
    fires: [
      evidenceOf({ targetPlace: { inTransitEncryption: true } }),
      evidenceOf({ targetPlace: { kind: 'serverless', inTransitEncryption: null } }),
      evidenceOf({
        ...own,
        targetPlace: { kind: 'self-managed', inTransitEncryption: null },
        target: { tls: true },
      }),
    ],
    silent: [quiet, evidenceOf({ source: { tls: true }, targetPlace: { inTransitEncryption: true } })],
  },
  'clients.login': {
    fires: [
      evidenceOf({ targetPlace: { authenticates: true } }),
      evidenceOf({
        targetPlace: { authenticates: null },
        target: { access: { ...FACTS.access, open: false } },
      }),
    ],
    silent: [
      quiet,
      evidenceOf({
        targetPlace: { authenticates: null },
        target: { access: { ...FACTS.access, open: null } },
      }),
      evidenceOf({
        targetPlace: { authenticates: true },
        source: { access: { ...FACTS.access, open: false } },
      }),
    ],
  },
  'clients.users': {
    fires: [evidenceOf({ source: { access: { ...FACTS.access, otherUsers: 2 } } })],
    silent: [
      quiet,
      evidenceOf({ source: { access: { ...FACTS.access, otherUsers: null } } }),
      evidenceOf({
        source: { access: { ...FACTS.access, otherUsers: 2 } },
        target: { access: { ...FACTS.access, otherUsers: 2 } },
      }),
    ],
  },
  'clients.idleTimeout': {
    fires: [evidenceOf({ source: set({ timeout: '19' }) })],
    silent: [
      quiet,
      evidenceOf({ source: set({ timeout: '20' }) }),
      evidenceOf({ source: set({ timeout: '19' }), ...own }),
    ],
  },
};
