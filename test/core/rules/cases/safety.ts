import { calls, evidenceOf, FACTS, set } from '../evidenceOf';
import type { Parts } from '../evidenceOf';
import type { RuleCases } from '../ruleCase';
import type { PersistenceFacts, ReplicationFacts } from '../../../../src/core/model/serverFacts';

const quiet = evidenceOf();
const own = { targetPlace: { kind: 'self-managed', planned: false } } as const;
const elasticache = { kind: 'elasticache' } as const;

const kept = (parts: Partial<PersistenceFacts>): PersistenceFacts => ({
  secondsSinceSave: null,
  changesSinceSave: 7,
  lastSaveOk: true,
  appendOnly: false,
  ...parts,
});
const linked = (parts: Partial<ReplicationFacts>): ReplicationFacts => ({
  replicas: 0,
  lagSeconds: null,
  linkUp: null,
  backlogBytes: 0,
  writeBytesPerSecond: 0,
  ...parts,
});
const replication = (parts: Partial<ReplicationFacts>): Parts => ({ source: { replication: linked(parts) } });
const ratio = (fragmentation: number | null, used: number): Parts => ({
  source: { memory: { used, peak: used, resident: used * 2, dataset: null, system: null, fragmentation } },
});
const open = { user: 'default', open: true, defaultUserUnlimited: true, otherUsers: 0 };

export const SAFETY: RuleCases = {
  'safety.persistence': {
    fires: [evidenceOf({ source: { persistence: kept({}) } })],
    silent: [
      quiet,
      evidenceOf({ source: { persistence: kept({ appendOnly: true }) } }),
      evidenceOf({ source: { persistence: kept({ secondsSinceSave: 0 }) } }),
      evidenceOf({ source: { persistence: null } }),
      evidenceOf({ source: { persistence: kept({}) }, sourcePlace: elasticache }),
    ],
  },
  'safety.durability': {
    fires: [
      evidenceOf({ source: { persistence: kept({ appendOnly: true }) } }),
      evidenceOf({ source: { ...set({ appendonly: 'yes' }), persistence: null } }),
    ],
    silent: [quiet, evidenceOf({ source: { persistence: kept({ appendOnly: true }) }, ...own })],
  },
  'safety.writes': {
    fires: [evidenceOf(replication({ writeBytesPerSecond: 100 }))],
    silent: [
      evidenceOf(replication({ writeBytesPerSecond: 99 })),
      evidenceOf(replication({ writeBytesPerSecond: null })),
    ],
    risks: ['copy', 'seed-from-rdb', 'snapshot-copy', 'file-import'],
  },
  'safety.replicaLink': {
    fires: [evidenceOf(replication({ linkUp: false }))],
    silent: [quiet, evidenceOf(replication({ linkUp: true }))],
    risks: ['copy', 'live-copy', 'online-migration'],
  },
  'safety.replicaSource': { fires: [evidenceOf({ from: { role: 'replica' } })], silent: [quiet] },
  'safety.replicaLag': {
    fires: [evidenceOf(replication({ replicas: 1, lagSeconds: 11 }))],
    silent: [evidenceOf(replication({ replicas: 1, lagSeconds: 10 })), quiet],
  },
  'safety.fragmentation': {
    fires: [evidenceOf(ratio(2, 200_000_000))],
    silent: [
      evidenceOf(ratio(1.5, 200_000_000)),
      evidenceOf(ratio(9, 99_000_000)),
      evidenceOf(ratio(null, 200_000_000)),
    ],
    says: /takes 2\.0 times/,
  },
  'safety.slowCommands': {
    fires: [evidenceOf({ source: { slowCommands: 1 } })],
    silent: [quiet, evidenceOf({ source: { slowCommands: null } })],
    says: /^The source has 1 slow command in its log/,
  },
  'safety.latencyEvents': {
    fires: [evidenceOf({ source: { latencyEvents: ['fork', 'command'] } })],
    silent: [quiet, evidenceOf({ source: { latencyEvents: null } })],
    says: /fork and command/,
  },
  'safety.clocks': {
    fires: [
      evidenceOf({ to: { clockOffset: 5000, clockError: 10 } }),
      evidenceOf({ from: { clockOffset: 5000, clockError: 10 } }),
    ],
    silent: [
      quiet,
      evidenceOf({ to: { clockOffset: 5000, clockError: null } }),
      evidenceOf({ to: { clockOffset: 1500, clockError: 600 } }),
    ],
    risks: ['online-migration', 'seed-from-rdb', 'file-import'],
    says: /5\.0 s (ahead of|behind)/,
  },
  'target.minReplicas': {
    fires: [
      evidenceOf({ target: set({ 'min-replicas-to-write': '1' }) }),
      evidenceOf({
        target: { settings: { 'min-slaves-to-write': '2' }, replication: linked({ replicas: 1 }) },
      }),
    ],
    silent: [
      quiet,
      evidenceOf({
        target: { settings: { 'min-replicas-to-write': '1' }, replication: linked({ replicas: 1 }) },
      }),
      evidenceOf({ target: { ...set({ 'min-replicas-to-write': '1' }), replication: null } }),
      evidenceOf({ source: set({ 'min-replicas-to-write': '1' }) }),
    ],
    blocks: ['copy', 'live-copy'],
  },
  'target.lastSave': {
    fires: [evidenceOf({ target: { persistence: kept({ lastSaveOk: false }) } })],
    silent: [
      quiet,
      evidenceOf({
        target: { ...set({ 'stop-writes-on-bgsave-error': 'no' }), persistence: kept({ lastSaveOk: false }) },
      }),
      evidenceOf({ target: { ...set({ save: '' }), persistence: kept({ lastSaveOk: false }) } }),
      evidenceOf({ target: { settings: null, persistence: kept({ lastSaveOk: false }) } }),
    ],
    blocks: ['copy', 'live-copy'],
  },
  'security.open': {
    fires: [
      evidenceOf({ source: set({ bind: '* -::*' }) }),
      evidenceOf({ source: set({ bind: '' }) }),
      quiet,
    ],
    silent: [
      evidenceOf({ source: set({ bind: '127.0.0.1 -::1' }) }),
      evidenceOf({ source: set({ 'protected-mode': 'yes' }) }),
      evidenceOf({ source: { access: { ...open, open: false } } }),
      evidenceOf({ source: { access: { ...open, open: null } } }),
    ],
  },
  'security.plainText': {
    fires: [evidenceOf(own), evidenceOf({ targetPlace: { planned: false } })],
    silent: [quiet, evidenceOf({ ...own, target: { tls: true } }), evidenceOf({ ...own, target: null })],
  },
  'security.defaultUser': {
    fires: [evidenceOf({ target: { access: open } })],
    silent: [
      quiet,
      evidenceOf({ target: { access: { ...open, defaultUserUnlimited: false } } }),
      evidenceOf({ target: { access: { ...open, defaultUserUnlimited: null } } }),
    ],
  },
  'security.debugCommands': {
    fires: [evidenceOf({ target: set({ 'enable-debug-command': 'yes' }) })],
    silent: [quiet, evidenceOf({ target: set({ 'enable-debug-command': 'local' }) })],
    says: /enable-debug-command guard/,
  },
  'security.flushCommands': {
    fires: [evidenceOf({ source: calls({ flushall: 1 }) })],
    silent: [quiet, evidenceOf({ source: { ...FACTS, calls: null } })],
  },
};
