import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CopyPlan } from '../core/copy/plan';
import { Counts } from '../core/copy/counts';
import { isFailure } from '../core/model/failure';
import type { KeyCounts } from '../core/model/run';
import type { RunHead } from './runDocument';
import { lockPath, readRun } from './runFolder';
import { RunLock } from './runLock';

/** A run that is kept, as a person looks at it. */
export interface ListedRun extends RunHead {
  /** Its file. */
  readonly path: string;
  /** `running`: a process carries it out now; `interrupted`: it can be resumed. */
  readonly state: 'running' | 'interrupted' | 'finished';
  /** When it was kept last, in milliseconds since the epoch. */
  readonly savedAt: number;
  readonly plan: CopyPlan;
  /** Seconds that it took so far. */
  readonly seconds: number;
  /** How far it has come, as of `savedAt`. */
  readonly keys: Required<KeyCounts>;
  /** Bytes of payload written. */
  readonly bytes: number;
  /** Keys that the source held when the run began; 0 when that is not known. */
  readonly total: number;
}

/**
 * The runs that are kept in a folder, the one that was kept last first. Files that are none, or are damaged, are left
 * out; a folder that is not there or cannot be read holds none. Does not throw.
 */
export async function listRuns(folder: string): Promise<ListedRun[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => listed(join(folder, name)))
    .sort((one, other) => other.savedAt - one.savedAt);
}

function listed(path: string): ListedRun[] {
  try {
    const { run, startedAt, source, target, savedAt, checkpoint } = readRun(path);
    const { state, plan, seconds, total = 0, libraries, scans } = checkpoint;
    const counts = new Counts();
    if (libraries !== null) counts.add(libraries);
    for (const scan of scans) counts.add(scan.counts);
    const { keys, bytes } = checkpoint.counted ?? counts;
    const unfinished = RunLock.isHeld(lockPath(path)) ? ('running' as const) : ('interrupted' as const);
    const how = { state: state === 'finished' ? state : unfinished, plan, seconds, keys, bytes, total };
    return [{ run, path, startedAt, savedAt, source, target, ...how }];
  } catch (error) {
    // It may also have been removed just now.
    if (isFailure(error)) return [];
    throw error;
  }
}
