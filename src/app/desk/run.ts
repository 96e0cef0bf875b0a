import type { CopyPlan } from '../../core/copy/plan';
import type { KeptProof } from '../../core/model/migration';
import type { Progress } from '../../core/model/progress';
import type { KeyCounts } from '../../core/model/run';
import type { EndsLatency } from '../../core/model/runDetail';
import type { ProvenCopyResult } from '../../core/model/verification';

/** An end of a run, as it was called when the run began: it may be renamed or removed since. */
export interface RunEnd {
  readonly id: string;
  readonly name: string;
}

/** What every run has. */
export interface RunHead {
  readonly id: string;
  readonly source: RunEnd;
  readonly target: RunEnd;
  readonly plan: CopyPlan;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** A run under way. */
export interface RunningRun extends RunHead {
  readonly state: 'running';
  readonly progress: Progress;
  /** True once it was asked to stop. */
  readonly stopping: boolean;
  /** True while it was asked to pause. */
  readonly paused: boolean;
  /** Keys a second that it may read just now; null for as fast as it goes. */
  readonly pace: number | null;
  /** How long the ends took to answer last; null until they were asked. */
  readonly latency: EndsLatency | null;
}

/** A run that is over. Kept as it is between windows. */
export interface FinishedRun extends RunHead {
  readonly state: 'finished';
  /** Keys that the source held when the run began; 0 when that is not known. */
  readonly total: number;
  /** Milliseconds since the epoch; absent of one that an older version kept. */
  readonly endedAt?: number;
  readonly result: ProvenCopyResult;
  /** What its migration's latest verification since came to; not kept with the rest, but found each time. */
  readonly proof?: KeptProof;
  /** Present when it can be resumed; not kept with the rest, but found each time. */
  readonly resumable?: true;
  /** See InterruptedRun. */
  readonly overtaken?: true;
}

/** A run that was interrupted, and of which no more is known than what is needed to resume it. */
export interface InterruptedRun extends RunHead {
  readonly state: 'interrupted';
  /** As a FinishedRun has it. */
  readonly total: number;
  readonly keys: KeyCounts;
  /** When how far it has come was kept last, in milliseconds since the epoch. */
  readonly savedAt: number;
  /** False when it was begun elsewhere: by the command line. */
  readonly ours: boolean;
  /** Present when a copy of the same ends that began later was completed; found each time. */
  readonly overtaken?: true;
}

export type Run = RunningRun | FinishedRun | InterruptedRun;

/** True for a run that is not under way and can be resumed. */
export function canBeResumed(run: Run): run is FinishedRun | InterruptedRun {
  return run.state === 'interrupted' || (run.state === 'finished' && run.resumable === true);
}

/** True for a run that can be resumed, but hardly should be. */
export function isOvertaken(run: Run): boolean {
  return run.state !== 'running' && run.overtaken === true;
}

/** A run's name: `orders → orders-valkey`. */
export function runName(run: RunHead): string {
  return `${run.source.name} → ${run.target.name}`;
}
