import { evidenceOf, FACTS, set } from '../evidenceOf';
import type { RuleCase, RuleCases } from '../ruleCase';
import type { Parts } from '../evidenceOf';

const ready = evidenceOf();

/** A prerequisite: unmet by each of these, met by the pair at peace and by each of those. */
function unmet(fires: readonly Parts[], met: readonly Parts[], says?: RegExp): RuleCase {
  return {
    fires: fires.map((parts) => evidenceOf(parts)),
    // Where AWS's online migration is no question at all, a prerequisite has nothing to say.
    silent: [
      ready,
      ...met.map((parts) => evidenceOf(parts)),
      ...fires.map((parts) =>
        evidenceOf({ ...parts, targetPlace: { ...parts.targetPlace, kind: 'self-managed' } }),
      ),
    ],
    blocks: ['online-migration'],
    ...(says === undefined ? {} : { says }),
  };
}

const cluster = (shards: number): object => ({
  cluster: { shards, slotsServed: 16_384, replicasPerShard: 1, ok: true },
});
const busy = { ...FACTS.replication, replicas: 0, lagSeconds: null, linkUp: null, backlogBytes: 1_048_576 };

/** Each prerequisite of the table, with one thing that breaks it. */
export const PREREQUISITES: RuleCases = {
  'online.clusterMode': unmet([{ to: { mode: 'cluster' } }, { from: { mode: 'cluster' } }], []),
  'online.shards': unmet(
    [{ from: { mode: 'cluster' }, to: { mode: 'cluster' }, source: cluster(3), target: cluster(2) }],
    [
      { from: { mode: 'cluster' }, to: { mode: 'cluster' }, source: cluster(3), target: cluster(3) },
      { from: { mode: 'cluster' }, to: { mode: 'cluster' }, source: cluster(3), target: null },
    ],
    /3 shards to 2 shards/,
  ),
  'online.sourceVersion': unmet(
    [{ from: { version: '2.8.20', rdbVersion: 6 } }],
    [{ from: { version: '2.8.21' } }],
  ),
  'online.targetVersion': unmet(
    [
      {
        from: { version: '4.0.14', rdbVersion: 8 },
        to: { product: 'redis', version: '5.0.4', rdbVersion: 9 },
      },
      { to: { product: 'redis', version: '5.0.5', rdbVersion: 9, mode: 'cluster' } },
    ],
    [
      { to: { product: 'redis', version: '5.0.5', rdbVersion: 9 } },
      { to: { product: 'redis', version: '5.0.6', rdbVersion: 9, mode: 'cluster' } },
    ],
  ),
  'online.transitEncryption': unmet(
    [
      { targetPlace: { inTransitEncryption: true } },
      { targetPlace: { inTransitEncryption: null }, target: { tls: true } },
    ],
    [{ targetPlace: { inTransitEncryption: null }, target: null }],
  ),
  'online.sourceTls': unmet([{ source: set({ port: '0' }) }], [{ source: { settings: null } }]),
  'online.auth': unmet(
    [{ source: { access: { ...FACTS.access, open: false } } }],
    [{ source: { access: { ...FACTS.access, open: null } } }],
  ),
  'online.protectedMode': unmet(
    [{ source: set({ 'protected-mode': 'yes' }) }],
    [{ source: { settings: null } }],
  ),
  'online.bind': unmet(
    [{ source: set({ bind: '127.0.0.1 -::1' }) }, { source: set({ bind: 'localhost' }) }],
    [
      { source: set({ bind: '' }) },
      { source: set({ bind: '* -::*' }) },
      { source: set({ bind: '0.0.0.0' }) },
    ],
  ),
  'online.databases': unmet(
    [
      { source: set({ databases: '32' }) },
      { source: { settings: null }, target: null, from: { databaseLimit: 8 } },
    ],
    [
      { source: { settings: null }, target: null, from: { databaseLimit: null } },
      { source: set({ databases: '32' }), from: { mode: 'cluster' }, to: { mode: 'cluster' } },
    ],
    /is (32|8) on the source, 16 on the target/,
  ),
  'online.renamedCommands': unmet(
    [{ source: { commands: (FACTS.commands ?? []).filter((name) => name !== 'psync') } }],
    [{ source: { commands: null } }],
    /does not know PSYNC/,
  ),
  'online.multiAz': unmet([{ targetPlace: { multiAz: false } }], [{ targetPlace: { multiAz: null } }]),
  'online.dataTiering': unmet(
    [
      { targetPlace: { dataTiering: true } },
      { targetPlace: { dataTiering: null, nodeType: 'cache.r6gd.xlarge' } },
    ],
    [{ targetPlace: { dataTiering: null, nodeType: 'cache.r6g.xlarge' } }],
  ),
  'online.globalDatastore': unmet(
    [{ targetPlace: { globalDatastore: true } }],
    [{ targetPlace: { globalDatastore: null } }],
  ),
  'online.network': unmet(
    [{ targetPlace: { sameNetwork: false } }],
    [{ targetPlace: { sameNetwork: null } }],
  ),
};

const serverless = { kind: 'serverless' } as const;

export const ONLINE: RuleCases = {
  ...PREREQUISITES,
  'online.source': {
    fires: [evidenceOf({ sourcePlace: { kind: 'elasticache' } }), evidenceOf({ sourcePlace: serverless })],
    silent: [
      ready,
      evidenceOf({ sourcePlace: { kind: 'elasticache' }, targetPlace: { kind: 'self-managed' } }),
    ],
    blocks: ['online-migration'],
  },
  'online.serverless': {
    fires: [
      evidenceOf({ targetPlace: serverless, from: { version: '7.4.1', rdbVersion: 12 } }),
      evidenceOf({ targetPlace: serverless, to: { keys: 1 } }),
      evidenceOf({ targetPlace: serverless, to: { product: 'redis', version: '7.1.0', rdbVersion: 10 } }),
      evidenceOf({ targetPlace: serverless, from: { product: 'valkey', version: '8.1.2', rdbVersion: 11 } }),
      evidenceOf({ targetPlace: serverless, source: set({ bind: '127.0.0.1 -::1' }) }),
      evidenceOf({ targetPlace: serverless, source: set({ 'protected-mode': 'yes' }) }),
    ],
    silent: [ready, evidenceOf({ targetPlace: serverless, sourcePlace: { kind: 'elasticache' } })],
    blocks: ['online-migration'],
  },
  'online.atRest': {
    fires: [evidenceOf({ targetPlace: { atRestEncryption: true } })],
    silent: [ready, evidenceOf({ targetPlace: { atRestEncryption: null } })],
    risks: ['online-migration'],
  },
  'online.replicaSource': {
    fires: [evidenceOf({ from: { role: 'replica' } })],
    silent: [ready],
    risks: ['online-migration'],
  },
  'online.outputBuffer': {
    // 10 GB take 200 s, in which 2 MB a second make 400 MB.
    fires: [
      evidenceOf({
        from: { usedMemory: 10_000_000_000 },
        source: { replication: { ...busy, writeBytesPerSecond: 2_000_000 } },
      }),
    ],
    silent: [
      evidenceOf({
        from: { usedMemory: 10_000_000_000 },
        source: { replication: { ...busy, writeBytesPerSecond: 1_000_000 } },
      }),
      evidenceOf({
        from: { usedMemory: 10_000_000_000 },
        source: {
          ...set({ 'client-output-buffer-limit': 'normal 0 0 0 replica 0 0 0 pubsub 0 0 0' }),
          replication: { ...busy, writeBytesPerSecond: 2_000_000 },
        },
      }),
      evidenceOf({ from: { usedMemory: 10_000_000_000 }, source: { replication: null } }),
    ],
    risks: ['online-migration'],
  },
  'online.backlog': {
    fires: [evidenceOf({ source: { replication: { ...busy, writeBytesPerSecond: 20_000 } } })],
    silent: [
      evidenceOf({ source: { replication: { ...busy, writeBytesPerSecond: 17_000 } } }),
      evidenceOf({ source: { replication: { ...busy, writeBytesPerSecond: null } } }),
    ],
    risks: ['online-migration'],
  },
  'online.replTimeout': {
    fires: [evidenceOf({ from: { usedMemory: 3_100_000_000 } })],
    silent: [ready, evidenceOf({ from: { usedMemory: 2_900_000_000 } })],
    risks: ['online-migration'],
  },
  'online.unknown': {
    fires: [
      evidenceOf({ source: null }),
      evidenceOf({ source: { settings: null } }),
      evidenceOf({ source: { commands: null } }),
      evidenceOf({ source: { access: { ...FACTS.access, open: null } } }),
      evidenceOf({ targetPlace: { multiAz: null } }),
      evidenceOf({ targetPlace: { globalDatastore: null } }),
      evidenceOf({ targetPlace: { sameNetwork: null } }),
      evidenceOf({ targetPlace: { dataTiering: null, nodeType: null } }),
      evidenceOf({ targetPlace: { inTransitEncryption: null }, target: null }),
      evidenceOf({ from: { mode: 'cluster' }, to: { mode: 'cluster' } }),
    ],
    silent: [ready, evidenceOf({ source: null, targetPlace: { kind: 'self-managed' } })],
    risks: ['online-migration'],
    says: /not known: /,
  },
};
