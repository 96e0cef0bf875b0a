import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from '../lab/servers/runningServer';
import { runProgram } from './programs';
import type { Ended, Use } from './programs';

/** Between which servers a contender copies. */
export interface Ends {
  /** Where tools find the source; a proxy's port, maybe. */
  readonly sourcePort: number;
  readonly source: RunningServer;
  readonly target: RunningServer;
}

/** What one run took. */
export interface Took {
  readonly seconds: number;
  /** Null where no tool is at work. */
  readonly use: Use | null;
  /** In its own words, if it did not end well. */
  readonly complaint?: string;
}

/** One way to copy everything from a server to another. */
export interface Contender {
  readonly name: string;
  copy(ends: Ends): Promise<Took>;
}

/** This project's command line. */
export const ours: Contender = { name: 'ours', copy: (ends) => copyWith(ends, []) };

/**
 * The same as on a large database: there the size of every key is asked before it is read. The datasets are too small for
 * that, unless keys are large sooner.
 */
export const oursAsking: Contender = {
  name: 'ours, sizes asked',
  copy: (ends) => copyWith(ends, ['--big-key-bytes', '1M']),
};

async function copyWith({ sourcePort, target }: Ends, options: readonly string[]): Promise<Took> {
  const source = `redis://127.0.0.1:${String(sourcePort)}`;
  const ends = ['--source', source, '--target', target.url];
  const ended = await runProgram('cli', ['copy', ...ends, ...options, '--json']);
  return took(ended, /"reason":"([^"]*)"/.exec(ended.stdout)?.[1]);
}

/** The server's own MIGRATE … COPY REPLACE KEYS, 1,000 keys a call. */
export const migrate: Contender = {
  name: 'MIGRATE × 1,000',
  copy: async ({ sourcePort, target }) =>
    took(await runProgram('migrate', [String(sourcePort), String(target.port)])),
};

/** A pipeline as it is written by hand with ioredis. */
export const pipeline: Contender = {
  name: 'ioredis pipeline',
  copy: async ({ sourcePort, target }) =>
    took(await runProgram('pipeline', [String(sourcePort), String(target.port)])),
};

/** A full sync of replication: what nothing that goes key by key can reach. */
export const replicaOf: Contender = {
  name: 'REPLICAOF',
  copy: async ({ source, target }) => {
    const client = await target.client();
    const started = performance.now();
    await client.call('REPLICAOF', '127.0.0.1', source.port);
    for (;;) {
      const info = await client.info('replication').catch(() => '');
      if (info.includes('master_link_status:up')) break;
      if (performance.now() - started > 300_000) throw new Error('the full sync did not end');
      await sleep(20);
    }
    const seconds = (performance.now() - started) / 1000;
    await client.call('REPLICAOF', 'NO', 'ONE');
    return { seconds, use: null };
  },
};

function took(ended: Ended, why?: string): Took {
  const { seconds, use, code, stderr } = ended;
  if (code === 0) return { seconds, use };
  const errors = stderr.split('\n').filter((line) => /error|could not|lost/i.test(line));
  const complaint = why ?? errors[0]?.trim() ?? (code === null ? 'killed' : `exit code ${String(code)}`);
  return { seconds, use, complaint };
}
