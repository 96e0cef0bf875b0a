import { evidenceOf } from '../evidenceOf';
import type { Parts } from '../evidenceOf';
import type { RuleCases } from '../ruleCase';

const quiet = evidenceOf();
const BY_RDB = ['online-migration', 'seed-from-rdb', 'snapshot-copy', 'file-import'] as const;
const MOVING = ['copy', 'live-copy', ...BY_RDB] as const;
const redis = (
  version: string,
  rdbVersion: number,
): { product: 'redis'; version: string; rdbVersion: number } => ({
  product: 'redis',
  version,
  rdbVersion,
});
const valkey9 = { product: 'valkey', version: '9.1.2', rdbVersion: 80 } as const;
const holding = (index: number, hashesWithFieldTtl: number | null = null): object => ({
  keys: 1,
  databases: [{ index, keys: 1, expiring: 0, hashesWithFieldTtl }],
});
const modules = (...names: string[]): { modules: string[] } => ({ modules: names });
const vectors: Parts = { kinds: { module: 1 } };

export const VALUES: RuleCases = {
  'topology.mode': { fires: [evidenceOf({ to: { role: 'replica' } })], silent: [quiet], blocks: MOVING },
  'topology.sameServer': {
    fires: [evidenceOf({ from: { runId: 'to' } })],
    silent: [quiet, evidenceOf({ from: { runId: '' }, to: { runId: '' } })],
    blocks: MOVING,
  },
  'databases.count': {
    fires: [evidenceOf({ from: holding(16) })],
    silent: [
      evidenceOf({ from: holding(15), choice: { sourceDatabase: 15 } }),
      evidenceOf({ from: holding(15) }),
      evidenceOf({ from: holding(16), to: { databaseLimit: null } }),
    ],
    blocks: MOVING,
  },
  'module.types': {
    fires: [evidenceOf({ kinds: { module: 1 }, from: modules('ReJSON') })],
    silent: [
      evidenceOf({ from: modules('ReJSON') }),
      evidenceOf({
        kinds: { module: 1 },
        from: { ...redis('8.0.6', 12), ...modules('vectorset') },
        to: { ...redis('8.0.6', 12), ...modules('vectorset') },
      }),
    ],
    blocks: MOVING,
  },
  'module.vectorSets': {
    fires: [
      evidenceOf({
        ...vectors,
        from: { ...redis('8.0.6', 12), ...modules('vectorset') },
        to: { ...redis('8.0.2', 12), ...modules('vectorset') },
      }),
    ],
    silent: [
      evidenceOf({
        ...vectors,
        from: { ...redis('8.0.2', 12), ...modules('vectorset') },
        to: { ...redis('8.0.6', 12), ...modules('vectorset') },
      }),
      evidenceOf({
        from: { ...redis('8.0.6', 12), ...modules('vectorset') },
        to: { ...redis('8.0.2', 12), ...modules('vectorset') },
      }),
    ],
    risks: MOVING,
  },
  'module.loaded': {
    fires: [evidenceOf({ from: modules('bf', 'search'), to: modules('bf') })],
    silent: [quiet, evidenceOf({ from: modules('vectorset', 'lua') })],
    says: /does not have search,/,
  },
  'stream.support': {
    fires: [evidenceOf({ kinds: { stream: 1 }, to: redis('4.0.14', 8) })],
    silent: [evidenceOf({ kinds: { stream: 1 } }), evidenceOf({ to: redis('4.0.14', 8) })],
    blocks: MOVING,
  },
  'stream.form': {
    fires: [
      evidenceOf({ kinds: { stream: 1 }, to: redis('6.2.14', 9) }),
      evidenceOf({ kinds: { stream: 1 }, from: redis('7.2.6', 11), to: redis('7.0.15', 10) }),
    ],
    silent: [
      evidenceOf({ kinds: { stream: 1 } }),
      evidenceOf({ to: redis('6.2.14', 9) }),
      evidenceOf({ kinds: { stream: 1 }, to: redis('4.0.14', 8) }),
      evidenceOf({ kinds: { stream: 1 }, from: redis('6.0.16', 9), to: redis('6.2.14', 9) }),
      evidenceOf({ kinds: { stream: 1 }, from: redis('8.6.3', 13) }),
    ],
  },
  'stream.idempotency': {
    fires: [evidenceOf({ kinds: { stream: 1 }, from: redis('8.6.3', 13) })],
    silent: [evidenceOf({ kinds: { stream: 1 } }), evidenceOf({ from: redis('8.6.3', 13) })],
  },
  'functions.support': {
    fires: [evidenceOf({ from: { functionLibraries: 1 }, to: redis('6.2.14', 9) })],
    silent: [quiet, evidenceOf({ from: { functionLibraries: 1 } })],
    blocks: MOVING,
  },
  'hash.fieldTtl': {
    fires: [
      evidenceOf({ from: { ...redis('8.0.2', 12), ...holding(0, 2) } }),
      evidenceOf({ from: { ...redis('8.0.2', 12), ...holding(0, 2) }, to: valkey9 }),
    ],
    silent: [
      evidenceOf({ from: { ...redis('8.0.2', 12), ...holding(0, 0) } }),
      evidenceOf({ from: { ...redis('8.0.2', 12), ...holding(0, 2) }, to: redis('8.0.6', 12) }),
    ],
    says: /^Up to 2 hashes/,
  },
  'memory.limit': {
    fires: [evidenceOf({ from: { usedMemory: 1001 }, to: { maxMemory: 1000 } })],
    silent: [evidenceOf({ from: { usedMemory: 1000 }, to: { maxMemory: 1000 } }), quiet],
    risks: MOVING,
  },
  'target.notEmpty': {
    fires: [evidenceOf({ to: holding(2) })],
    silent: [quiet],
    risks: ['copy', 'live-copy', 'online-migration', 'file-import'],
  },
  'rdb.version': {
    fires: [
      evidenceOf({ from: redis('8.0.2', 12) }),
      evidenceOf({ from: redis('8.0.2', 12), to: valkey9 }),
      evidenceOf({ from: { ...valkey9, ...holding(0, 1) } }),
    ],
    silent: [
      quiet,
      evidenceOf({ to: valkey9 }),
      evidenceOf({ from: valkey9, to: { ...valkey9, version: '9.2.0' } }),
    ],
    blocks: BY_RDB,
    says: /RDB version (12|80)/,
  },
  'values.encoding': {
    fires: [evidenceOf({ kinds: { list: 1 }, to: redis('6.2.14', 9) })],
    silent: [
      evidenceOf({ kinds: { list: 1 } }),
      evidenceOf({ kinds: { string: 1 }, to: redis('6.2.14', 9) }),
    ],
    blocks: BY_RDB,
  },
};
