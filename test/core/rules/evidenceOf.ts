import { SELF_MANAGED } from '../../../src/core/model/deployment';
import type { Deployment } from '../../../src/core/model/deployment';
import type { KeySample } from '../../../src/core/model/keySample';
import type { Profile } from '../../../src/core/model/profile';
import type { ServerFacts } from '../../../src/core/model/serverFacts';
import type { ValueKind } from '../../../src/core/model/valueKind';
import type { Evidence } from '../../../src/core/rules/rule';
import { profileOf } from '../profileOf';

/** Settings of a server that an online migration takes. */
export const SETTINGS: Readonly<Record<string, string>> = {
  'protected-mode': 'no',
  bind: '10.0.0.5 127.0.0.1',
  port: '6379',
  databases: '16',
  'notify-keyspace-events': '',
  'client-output-buffer-limit': 'normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60',
  'repl-timeout': '60',
  'proto-max-bulk-len': '536870912',
  save: '3600 1',
  'stop-writes-on-bgsave-error': 'yes',
  'min-replicas-to-write': '0',
  'lua-time-limit': '5000',
  timeout: '0',
  appendfsync: 'everysec',
  'hash-max-listpack-entries': '128',
  'enable-debug-command': 'no',
};

const COMMANDS = [
  ...['psync', 'sync', 'replconf', 'ping', 'info', 'config', 'command', 'cluster', 'select', 'multi', 'exec'],
  ...[
    'set',
    'del',
    'expire',
    'pexpireat',
    'hset',
    'lpush',
    'rpush',
    'sadd',
    'zadd',
    'flushall',
    'flushdb',
    'get',
  ],
];

/** Facts of a server at peace: nothing to say about it. */
export const FACTS: ServerFacts = {
  settings: SETTINGS,
  tls: false,
  access: { user: 'default', open: true, defaultUserUnlimited: true, otherUsers: 0 },
  commands: COMMANDS,
  calls: { get: 900, set: 100 },
  replication: {
    replicas: 0,
    lagSeconds: null,
    linkUp: null,
    backlogBytes: 1_048_576,
    writeBytesPerSecond: 0,
  },
  persistence: { secondsSinceSave: 60, changesSinceSave: 0, lastSaveOk: true, appendOnly: false },
  memory: {
    used: 1_000_000,
    peak: 1_200_000,
    resident: 3_000_000,
    dataset: 500_000,
    system: 8_000_000_000,
    fragmentation: 3,
  },
  clients: {
    connected: 10,
    limit: 10_000,
    blocked: 0,
    subscribers: 0,
    resp3: 0,
    tracking: 0,
    libraries: [],
  },
  modules: [],
  libraries: [],
  cachedScripts: 0,
  slowCommands: 0,
  latencyEvents: [],
  cluster: null,
};

export const SAMPLE: KeySample = {
  keys: 5,
  complete: true,
  endedBy: 'end',
  kinds: [{ kind: 'string', count: 5, sizes: null }],
  encodings: null,
  sizes: null,
  sizeClasses: null,
  largest: [{ key: 'a2V5', db: 0, kind: 'string', bytes: 100 }],
  expiry: { none: 5, hour: 0, day: 0, month: 0, longer: 0 },
  prefixes: [{ prefix: 'user:', count: 5, tagged: 0 }],
  moduleTypes: {},
  streamsWithGroups: 0,
};

/** A node-based cache that is yet to be created, fit for an online migration. */
export const PLANNED: Deployment = {
  kind: 'elasticache',
  planned: true,
  region: 'eu-west-1',
  nodeType: 'cache.r7g.large',
  multiAz: true,
  inTransitEncryption: false,
  atRestEncryption: false,
  authenticates: false,
  dataTiering: false,
  globalDatastore: false,
  sameNetwork: true,
};

/** What differs from the pair at peace: an empty part keeps what is there, null takes it away. */
export interface Parts {
  readonly from?: Partial<Profile>;
  readonly to?: Partial<Profile>;
  readonly kinds?: Partial<Record<ValueKind, number>>;
  readonly choice?: Evidence['choice'];
  readonly source?: Partial<ServerFacts> | null;
  readonly target?: Partial<ServerFacts> | null;
  readonly sourcePlace?: Partial<Deployment>;
  readonly targetPlace?: Partial<Deployment>;
  readonly sample?: Partial<KeySample> | null;
}

/** Redis 7.0 of one's own to a Valkey 8.1 cache that is to be created, but for the parts. */
export function evidenceOf(parts: Parts = {}): Evidence {
  const { from, to, kinds = { string: 5 }, choice = {}, source = {}, target = {}, sample = {} } = parts;
  return {
    source: {
      ...profileOf({ version: '7.0.15', rdbVersion: 10, runId: 'from', holds: { 0: 5 } }),
      ...from,
    },
    target: {
      ...profileOf({ product: 'valkey', version: '8.1.1', rdbVersion: 11, runId: 'to', usedMemory: 0 }),
      ...to,
    },
    kinds: { counts: new Map(Object.entries(kinds) as [ValueKind, number][]), keys: 5, complete: true },
    choice,
    facts: {
      source: source === null ? null : { ...FACTS, ...source },
      target:
        target === null
          ? null
          : {
              ...FACTS,
              access: { user: 'default', open: false, defaultUserUnlimited: true, otherUsers: 0 },
              ...target,
            },
    },
    places: {
      source: { ...SELF_MANAGED, ...parts.sourcePlace },
      target: { ...PLANNED, ...parts.targetPlace },
    },
    sample: sample === null ? null : { ...SAMPLE, ...sample },
  };
}

/** Facts with other settings. */
export function set(settings: Readonly<Record<string, string>>): Partial<ServerFacts> {
  return { settings: { ...SETTINGS, ...settings } };
}

/** Facts with calls of commands. */
export function calls(counts: Readonly<Record<string, number>>): Partial<ServerFacts> {
  return { calls: { ...FACTS.calls, ...counts } };
}
