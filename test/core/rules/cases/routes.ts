import { evidenceOf } from '../evidenceOf';
import type { RuleCases } from '../ruleCase';

const ready = evidenceOf();
const own = evidenceOf({ targetPlace: { kind: 'self-managed', planned: false } });
const elasticache = { kind: 'elasticache' } as const;
const managed = evidenceOf({ sourcePlace: elasticache, from: { version: '7.0.7' } });

export const ROUTE_CASES: RuleCases = {
  'route.target': {
    fires: [own],
    silent: [ready],
    blocks: ['online-migration', 'seed-from-rdb', 'snapshot-copy', 'engine-upgrade'],
  },
  'route.source': { fires: [ready], silent: [own, managed], blocks: ['snapshot-copy', 'engine-upgrade'] },
  'route.fileImport': {
    fires: [ready, evidenceOf({ targetPlace: { kind: 'serverless' } })],
    silent: [own],
    blocks: ['file-import'],
  },
  'seed.newCache': {
    fires: [evidenceOf({ targetPlace: { planned: false } })],
    silent: [ready, own],
    blocks: ['seed-from-rdb', 'snapshot-copy'],
  },
  'seed.databases': {
    fires: [
      evidenceOf({
        from: { databases: [{ index: 3, keys: 1, expiring: 0, hashesWithFieldTtl: null }] },
        to: { mode: 'cluster' },
      }),
    ],
    silent: [
      evidenceOf({ to: { mode: 'cluster' } }),
      evidenceOf({ from: { databases: [{ index: 3, keys: 1, expiring: 0, hashesWithFieldTtl: null }] } }),
    ],
    blocks: ['seed-from-rdb', 'snapshot-copy'],
    says: /db3/,
  },
  'seed.clusterFile': {
    fires: [evidenceOf({ from: { mode: 'cluster' } })],
    silent: [ready, evidenceOf({ from: { mode: 'cluster' }, to: { mode: 'cluster' } })],
    blocks: ['seed-from-rdb', 'snapshot-copy'],
  },
  'seed.serverless': {
    fires: [evidenceOf({ targetPlace: { kind: 'serverless' } })],
    silent: [ready, evidenceOf({ sourcePlace: elasticache, targetPlace: { kind: 'serverless' } })],
    risks: ['seed-from-rdb'],
  },
  'seed.lastSave': {
    fires: [
      evidenceOf({
        source: {
          persistence: { secondsSinceSave: 60, changesSinceSave: 1, lastSaveOk: false, appendOnly: false },
        },
      }),
    ],
    silent: [ready, evidenceOf({ source: { persistence: null } })],
    risks: ['seed-from-rdb', 'online-migration', 'file-import'],
  },
  'seed.unknown': {
    fires: [evidenceOf({ source: { persistence: null } }), evidenceOf({ source: null })],
    silent: [ready, evidenceOf({ source: null, targetPlace: { kind: 'self-managed' } })],
    risks: ['seed-from-rdb'],
  },
  'snapshot.dataTiering': {
    fires: [evidenceOf({ sourcePlace: { ...elasticache, dataTiering: true } })],
    silent: [
      managed,
      evidenceOf({ sourcePlace: { ...elasticache, dataTiering: true }, targetPlace: { dataTiering: true } }),
    ],
    blocks: ['snapshot-copy', 'seed-from-rdb'],
  },
  'snapshot.region': {
    fires: [evidenceOf({ sourcePlace: { ...elasticache, region: 'us-east-1' } })],
    silent: [
      evidenceOf({ sourcePlace: { ...elasticache, region: 'eu-west-1' } }),
      evidenceOf({ sourcePlace: { ...elasticache, region: null } }),
    ],
    risks: ['snapshot-copy'],
    says: /us-east-1, the target in eu-west-1/,
  },
  'upgrade.place': {
    fires: [
      evidenceOf({ sourcePlace: elasticache, targetPlace: { planned: false } }),
      evidenceOf({ sourcePlace: { ...elasticache, region: 'us-east-1' } }),
      evidenceOf({ sourcePlace: elasticache, targetPlace: { kind: 'serverless' } }),
    ],
    silent: [managed, ready],
    blocks: ['engine-upgrade'],
  },
  'upgrade.direction': {
    fires: [
      evidenceOf({ sourcePlace: elasticache, to: { product: 'redis', version: '6.2.6' } }),
      evidenceOf({ sourcePlace: elasticache, from: { product: 'valkey', version: '8.2.0' } }),
      evidenceOf({
        sourcePlace: elasticache,
        from: { product: 'valkey', version: '7.2.6' },
        to: { product: 'redis', version: '7.1.0' },
      }),
    ],
    silent: [
      managed,
      evidenceOf({ sourcePlace: elasticache, from: { product: 'valkey', version: '8.0.1' } }),
    ],
    blocks: ['engine-upgrade'],
  },
  'upgrade.mode': {
    fires: [evidenceOf({ sourcePlace: elasticache, to: { mode: 'cluster' } })],
    silent: [managed, evidenceOf({ to: { mode: 'cluster' } })],
    blocks: ['engine-upgrade'],
  },
  'upgrade.downtime': {
    fires: [evidenceOf({ sourcePlace: elasticache, from: { version: '5.0.5' } })],
    silent: [managed, evidenceOf({ sourcePlace: elasticache, from: { version: '5.0.6' } })],
    risks: ['engine-upgrade'],
  },
};
