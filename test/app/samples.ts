import type { Endpoint } from '../../src/core/model/endpoint';
import type { Profile } from '../../src/core/model/profile';
import type { Progress } from '../../src/core/model/progress';
import type { CopyResult } from '../../src/core/model/run';
import type { ProvenCopyResult, VerifyResult } from '../../src/core/model/verification';
import type { Log, Server } from '../../src/core/ports';
import type { Memory } from '../../src/app/desk/memory';
import type { FinishedRun, InterruptedRun, RunningRun } from '../../src/app/desk/run';
import type { KeptElsewhere } from '../../src/app/desk/runs';
import type { UnfinishedRun, UnfinishedRuns } from '../../src/core/copy/unfinishedRuns';

/** A profile of a small Redis 8.0; `change` says what is different. */
export function profile(change: Partial<Profile> = {}): Profile {
  return {
    runId: 'a1',
    product: 'redis',
    version: '8.0.2',
    rdbVersion: 12,
    mode: 'standalone',
    role: 'primary',
    databases: [{ index: 0, keys: 50_000, expiring: 100, hashesWithFieldTtl: 0 }],
    databaseLimit: 16,
    keys: 50_000,
    evictedKeys: 0,
    usedMemory: 3_100_000_000,
    maxMemory: 0,
    maxMemoryPolicy: 'noeviction',
    modules: [],
    functionLibraries: 0,
    clockOffset: 0,
    clockError: 0,
    ...change,
  };
}

export function endpoint(name: string, address: Partial<Endpoint['address']> = {}): Endpoint {
  return { id: `id-${name}`, name, address: { host: `${name}.example`, port: 6379, tls: false, ...address } };
}

export function progress(change: Partial<Progress> = {}): Progress {
  return {
    phase: 'keys',
    keys: { scanned: 31_204, copied: 31_204, skipped: 0, expired: 0, quarantined: 0 },
    total: 50_000,
    bytes: 1_000_000,
    rate: 21_000,
    secondsLeft: 4,
    ...change,
  };
}

export function result(change: Partial<CopyResult> = {}): CopyResult {
  return {
    status: 'done',
    seconds: 12,
    keys: { scanned: 50_000, copied: 50_000, skipped: 0, expired: 0, quarantined: 0 },
    bytes: 1_000_000,
    functions: 0,
    losses: [],
    quarantine: [],
    source: { product: 'redis', version: '8.0.2', rdbVersion: 12 },
    target: { product: 'valkey', version: '8.1.1', rdbVersion: 11 },
    ...change,
  };
}

const HEAD = {
  id: 'run-1',
  source: { id: 'id-a', name: 'a' },
  target: { id: 'id-b', name: 'b' },
  plan: { onConflict: 'replace' },
  startedAt: Date.UTC(2026, 10, 3, 12, 30),
} as const;

export function verified(change: Partial<VerifyResult> = {}): VerifyResult {
  return {
    status: 'done',
    seconds: 3,
    mode: 'full',
    keys: {
      compared: 50_000,
      equal: 50_000,
      different: 0,
      changing: 0,
      extra: 0,
      expired: 0,
      excluded: 0,
      repaired: 0,
    },
    repairedFunctions: 0,
    losses: [],
    differences: [],
    differencesTotal: 0,
    source: null,
    target: null,
    ...change,
  };
}

export function finished(change: Partial<ProvenCopyResult> = {}): FinishedRun {
  return { ...HEAD, state: 'finished', total: 50_000, result: { ...result(), ...change } };
}

export function running(change: Partial<RunningRun> = {}): RunningRun {
  return {
    ...HEAD,
    state: 'running',
    progress: progress(),
    stopping: false,
    paused: false,
    pace: null,
    latency: null,
    ...change,
  };
}

export function interrupted(change: Partial<InterruptedRun> = {}): InterruptedRun {
  const { keys } = progress();
  const savedAt = HEAD.startedAt + 60_000;
  return { ...HEAD, state: 'interrupted', keys, total: 50_000, savedAt, ours: true, ...change };
}

/** What is kept of a run that has not come to its end. */
export function unfinished(run: string, change: Partial<UnfinishedRun> = {}): UnfinishedRun {
  const { plan, startedAt } = HEAD;
  const { keys, total } = progress();
  const end = (name: string): UnfinishedRun['source'] => {
    const { id, address } = endpoint(name);
    return { address, endpoint: id };
  };
  const ends = { source: end('a'), target: end('b') };
  return { run, state: 'interrupted', ...ends, plan, startedAt, savedAt: startedAt, keys, total, ...change };
}

/** Kept runs in a list, for a test to change. */
export class ListedRuns implements UnfinishedRuns {
  constructor(public runs: UnfinishedRun[] = []) {}

  list(): Promise<UnfinishedRun[]> {
    return Promise.resolve([...this.runs]);
  }

  discard(run: string): Promise<void> {
    this.runs = this.runs.filter((kept) => kept.run !== run);
    return Promise.resolve();
  }
}

/** Where runs are kept, their ends called by their host's names. */
export function elsewhere(kept: UnfinishedRuns = new ListedRuns()): KeptElsewhere {
  const nameEnd: KeptElsewhere['nameEnd'] = ({ address, endpoint: id = '' }) => ({ id, name: address.host });
  return { unfinished: kept, nameEnd };
}

/** Global state in a map. */
export class MapMemory implements Memory {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    // As the editor does it: what is stored is a copy, and JSON.
    this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

/** A log that keeps its lines. */
export class LineLog implements Log {
  readonly lines: string[] = [];

  info(message: string): void {
    this.lines.push(message);
  }

  warn(message: string): void {
    this.lines.push(message);
  }

  error(message: string): void {
    this.lines.push(message);
  }
}

/** A server that does only what a test gives it. */
export function server(parts: Partial<Server>): Server {
  const missing = (): never => {
    throw new Error('the test did not expect this call');
  };
  return {
    retryBy: () => undefined,
    profile: missing,
    look: missing,
    facts: missing,
    connections: missing,
    checkReadable: missing,
    checkWritable: missing,
    checkLoadable: missing,
    dump: missing,
    openLarge: missing,
    writeLarge: missing,
    dumpKeys: missing,
    outline: missing,
    names: missing,
    exist: missing,
    remove: missing,
    latency: missing,
    keepAlive: missing,
    libraries: missing,
    sampleKeys: missing,
    restore: missing,
    loadLibrary: missing,
    close: () => undefined,
    ...parts,
  };
}
