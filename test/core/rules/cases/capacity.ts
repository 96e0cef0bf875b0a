import { evidenceOf, set } from '../evidenceOf';
import type { RuleCases } from '../ruleCase';
import type { KeySample } from '../../../../src/core/model/keySample';
import type { ClientFacts, MemoryFacts } from '../../../../src/core/model/serverFacts';

const quiet = evidenceOf();
const MOVING = [
  'copy',
  'live-copy',
  'online-migration',
  'seed-from-rdb',
  'snapshot-copy',
  'file-import',
] as const;
const own = { targetPlace: { kind: 'self-managed' } } as const;
const serverless = { targetPlace: { kind: 'serverless' } } as const;

function memory(parts: Partial<MemoryFacts>): { source: { memory: MemoryFacts } } {
  return {
    source: {
      memory: { used: 1, peak: 1, resident: 1, dataset: null, system: null, fragmentation: null, ...parts },
    },
  };
}

function string(bytes: number): Partial<KeySample> {
  return { largest: [{ key: 'a2V5', db: 2, kind: 'string', bytes }] };
}

function expiring(count: number): object {
  return { keys: 5, databases: [{ index: 0, keys: 5, expiring: count, hashesWithFieldTtl: null }] };
}

export const CAPACITY: RuleCases = {
  'capacity.reserved': {
    fires: [evidenceOf({ from: { usedMemory: 800 }, to: { maxMemory: 1000 } })],
    silent: [
      evidenceOf({ from: { usedMemory: 750 }, to: { maxMemory: 1000 } }),
      evidenceOf({ from: { usedMemory: 800 }, to: { maxMemory: 1000 }, ...own }),
      evidenceOf({ from: { usedMemory: 800 }, to: { maxMemory: 0 } }),
      // memory.limit speaks of this one.
      evidenceOf({ from: { usedMemory: 1001 }, to: { maxMemory: 1000 } }),
    ],
    risks: MOVING,
  },
  'capacity.growth': {
    fires: [evidenceOf({ ...memory({ peak: 900 }), from: { usedMemory: 100 }, to: { maxMemory: 1000 } })],
    silent: [
      evidenceOf({ ...memory({ peak: 750 }), from: { usedMemory: 100 }, to: { maxMemory: 1000 } }),
      evidenceOf({ source: { memory: null }, from: { usedMemory: 100 }, to: { maxMemory: 1000 } }),
    ],
    risks: MOVING,
  },
  'capacity.forkHeadroom': {
    fires: [evidenceOf(memory({ used: 4000, resident: 4500, system: 5000 }))],
    silent: [
      evidenceOf(memory({ used: 4000, resident: 4000, system: 5000 })),
      evidenceOf(memory({ used: 4000, resident: 4500, system: null })),
      evidenceOf({
        ...memory({ used: 4000, resident: 4500, system: 5000 }),
        sourcePlace: { kind: 'elasticache' },
      }),
    ],
    risks: ['online-migration', 'seed-from-rdb', 'file-import'],
  },
  'capacity.largestString': {
    fires: [
      evidenceOf({ sample: string(2_000_000), target: set({ 'proto-max-bulk-len': '1048576' }) }),
      evidenceOf({ sample: string(800_000_000), target: null }),
    ],
    silent: [
      quiet,
      evidenceOf({ sample: string(2_000_000), target: set({ 'proto-max-bulk-len': '2097152' }) }),
      evidenceOf({ sample: string(800_000_000), target: null, ...own }),
      evidenceOf({
        sample: { largest: [{ key: 'a2V5', db: 2, kind: 'hash', bytes: 800_000_000 }] },
        target: null,
      }),
    ],
    blocks: ['copy', 'live-copy'],
    says: /^A string of/,
  },
  'capacity.largeKeys': {
    fires: [evidenceOf({ sample: string(100_000_000) })],
    silent: [evidenceOf({ sample: string(99_999_999) }), evidenceOf({ sample: null })],
    says: /^1 key is larger than 100 MB/,
  },
  'capacity.connections': {
    fires: [
      evidenceOf({
        source: { clients: { ...clientFacts(), connected: 11_000 } },
        target: { clients: { ...clientFacts(), limit: 10_000 } },
      }),
      evidenceOf({ source: { clients: { ...clientFacts(), connected: 65_001 } }, target: null }),
    ],
    silent: [
      quiet,
      evidenceOf({ source: { clients: { ...clientFacts(), connected: 65_001 } }, target: null, ...own }),
      evidenceOf({ source: { clients: null } }),
    ],
  },
  'eviction.policy': {
    fires: [evidenceOf({ to: { maxMemoryPolicy: 'allkeys-lru' } }), evidenceOf(serverless)],
    silent: [
      quiet,
      evidenceOf({ to: { maxMemoryPolicy: null } }),
      evidenceOf({ from: { maxMemoryPolicy: null } }),
    ],
    says: /noeviction on the source/,
  },
  'eviction.volatile': {
    fires: [
      evidenceOf({ from: expiring(0), to: { maxMemoryPolicy: 'volatile-lru' } }),
      evidenceOf(serverless),
    ],
    silent: [
      evidenceOf({ from: expiring(1), to: { maxMemoryPolicy: 'volatile-lru' } }),
      evidenceOf({ from: expiring(0), to: { maxMemoryPolicy: 'allkeys-lru' } }),
    ],
  },
  'eviction.source': {
    fires: [evidenceOf({ from: { evictedKeys: 12 } })],
    silent: [quiet],
    says: /has evicted 12 keys/,
  },
  'capacity.encodings': {
    fires: [
      evidenceOf({ source: set({ 'hash-max-listpack-entries': '512' }) }),
      evidenceOf({
        source: { settings: { 'hash-max-ziplist-entries': '512' } },
        target: { settings: { 'hash-max-listpack-entries': '128' } },
      }),
    ],
    silent: [
      quiet,
      evidenceOf({ target: set({ 'hash-max-listpack-entries': '512' }) }),
      evidenceOf({ source: set({ 'hash-max-listpack-entries': '512' }), target: null }),
    ],
    risks: MOVING,
    says: /512 on the source, 128 on the target/,
  },
  'serverless.size': {
    fires: [evidenceOf({ ...serverless, from: { usedMemory: 5_000_000_000_001 } })],
    silent: [
      evidenceOf({ ...serverless, from: { usedMemory: 5_000_000_000_000 } }),
      evidenceOf({ from: { usedMemory: 5_000_000_000_001 } }),
    ],
    blocks: MOVING,
  },
  'serverless.cost': {
    fires: [evidenceOf({ ...serverless, from: { usedMemory: 3_000_000_000 } })],
    silent: [evidenceOf({ from: { usedMemory: 3_000_000_000 } })],
    says: /about 3 million ECPUs/,
  },
};

function clientFacts(): ClientFacts {
  return { connected: 10, limit: 100, blocked: 0, subscribers: 0, resp3: 0, tracking: 0, libraries: [] };
}
