import type { KeptEnd, UnfinishedRun, UnfinishedRuns } from '../../core/copy/unfinishedRuns';
import type { Progress } from '../../core/model/progress';
import type { EndsLatency } from '../../core/model/runDetail';
import type { ProvenCopyResult } from '../../core/model/verification';
import type { Log } from '../../core/ports';
import { STORED } from '../ids';
import { inBackground } from './inBackground';
import type { Memory } from './memory';
import type { FinishedRun, InterruptedRun, Run, RunEnd, RunHead, RunningRun } from './run';
import { canBeResumed } from './run';
import { Signal } from './signal';

/** How many finished runs are kept, and how many quarantined keys of each outlive the window. */
const KEPT_RUNS = 50;
const KEPT_KEYS = 100;
/** How long until it is asked again whether a run that another process carries out was interrupted. */
const LOOK_AGAIN_MS = 5_000;

/** A run under way, in the hands of who carries it out. */
export interface RunHandle {
  /** Aborts when the run is to stop. */
  readonly signal: AbortSignal;
  /** Fires when the run is to pause, and when it is to go on. */
  readonly pausing: Signal<boolean>;
  /** Fires when it is to go at another pace: keys a second, null for as fast as it goes. */
  readonly pacing: Signal<number | null>;
  readonly report: (progress: Progress) => void;
  readonly gauge: (latency: EndsLatency) => void;
  finish(result: ProvenCopyResult): Promise<FinishedRun>;
  /** Takes the run back: it could not be resumed, and is what it was before. */
  withdraw(): Promise<void>;
}

/** A run under way, and what it is held by. */
interface Live extends Pick<RunHandle, 'pausing' | 'pacing'> {
  run: RunningRun;
  readonly controller: AbortController;
}

/** What runs are kept with, beside the memory. */
export interface KeptElsewhere {
  readonly unfinished: UnfinishedRuns;
  /** What to call the end of a run that was begun elsewhere, or in another window. */
  readonly nameEnd: (end: KeptEnd) => RunEnd;
}

/**
 * Every run: those under way in this window, those that ended in it, those kept from before, and those that were interrupted
 * anywhere on this machine.
 */
export class Runs {
  private readonly running = new Map<string, Live>();
  /** Those of this window, whole: what is stored has its list of quarantined keys cut. */
  private readonly ended = new Map<string, FinishedRun>();
  private readonly changed = new Signal<undefined>();
  /** As of the last look. */
  private unfinished: readonly UnfinishedRun[] = [];
  private lookAgain: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(
    private readonly memory: Memory,
    private readonly log: Log,
    private readonly elsewhere: KeptElsewhere,
    private readonly now = Date.now,
  ) {}

  /** Newest first. */
  list(): readonly Run[] {
    const live = [...this.running.values()].map(({ run }) => run);
    const finished = this.finished().filter(({ id }) => !this.running.has(id));
    const known = new Set([...live, ...finished].map(({ id }) => id));
    const interrupted = this.unfinished.filter(
      ({ run, state }) => state === 'interrupted' && !known.has(run),
    );
    const runs: Run[] = [
      ...live,
      ...finished.map((run) => (this.isLeft(run) ? { ...run, resumable: true as const } : run)),
      ...interrupted.map((run) => this.interrupted(run)),
    ];
    return runs
      .map((run) =>
        canBeResumed(run) && isOvertakenBy(run, finished) ? { ...run, overtaken: true as const } : run,
      )
      .sort((one, other) => other.startedAt - one.startedAt);
  }

  /** Looks which runs can be resumed; other processes may have begun, ended or left some. Never rejects. */
  async look(): Promise<void> {
    this.unfinished = await this.elsewhere.unfinished.list();
    this.changed.fire(undefined);
    clearTimeout(this.lookAgain);
    const others = this.unfinished.some(({ run, state }) => state === 'running' && !this.running.has(run));
    if (others && !this.disposed) {
      this.lookAgain = setTimeout(() => {
        this.lookInBackground();
      }, LOOK_AGAIN_MS);
    }
  }

  /** As `look`, for whoever cannot wait. */
  lookInBackground(): void {
    inBackground(this.log, 'Looking for interrupted runs', this.look());
  }

  /** What is needed to resume a run, as of the last look. */
  kept(id: string): UnfinishedRun | undefined {
    return this.unfinished.find(({ run }) => run === id);
  }

  /** Forgets how far a run has come. @throws Failure as UnfinishedRuns does */
  async discard(id: string): Promise<void> {
    await this.elsewhere.unfinished.discard(id);
    await this.look();
  }

  find(id: string): Run | undefined {
    return this.list().find((run) => run.id === id);
  }

  /** The run that copies between these two now, if there is one. */
  between(sourceId: string, targetId: string): RunningRun | undefined {
    const live = [...this.running.values()].map(({ run }) => run);
    return live.find(({ source, target }) => source.id === sourceId && target.id === targetId);
  }

  /** @param from how far it has come already */
  begin(head: RunHead, from: Pick<Progress, 'keys' | 'total'> = NO_PROGRESS): RunHandle {
    const controller = new AbortController();
    const pausing = new Signal<boolean>();
    const pacing = new Signal<number | null>();
    this.running.set(head.id, {
      run: {
        ...head,
        state: 'running',
        progress: { ...NO_PROGRESS, keys: from.keys, total: from.total },
        stopping: false,
        paused: false,
        pace: head.plan.keysPerSecond ?? null,
        latency: null,
      },
      controller,
      pausing,
      pacing,
    });
    this.changed.fire(undefined);
    return {
      signal: controller.signal,
      pausing,
      pacing,
      report: (progress) => {
        this.update(head.id, { progress });
      },
      gauge: (latency) => {
        this.update(head.id, { latency });
      },
      finish: (result) => this.finish(head, result),
      withdraw: async () => {
        this.running.delete(head.id);
        await this.look();
      },
    };
  }

  /** Asks a run to stop. Nothing happens when it is over. */
  cancel(id: string): void {
    const live = this.running.get(id);
    if (live === undefined) return;
    this.update(id, { stopping: true });
    live.controller.abort();
  }

  /** Has a run pause, or go on. Nothing happens when it is over or about to stop. */
  pause(id: string, paused: boolean): void {
    const live = this.running.get(id);
    if (live === undefined || live.run.stopping) return;
    this.update(id, { paused });
    live.pausing.fire(paused);
  }

  /** Has a run go at another pace from now on. Nothing happens when it is over or about to stop. @param pace see RunningRun */
  setPace(id: string, pace: number | null): void {
    const live = this.running.get(id);
    if (live === undefined || live.run.stopping) return;
    // How long the rest takes at that pace is not known yet.
    this.update(id, { pace, progress: { ...live.run.progress, secondsLeft: null } });
    live.pacing.fire(pace);
  }

  onDidChange(listener: () => void): { dispose: () => void } {
    return this.changed.listen(listener);
  }

  /** Stops whatever runs: the window closes. */
  dispose(): void {
    this.disposed = true;
    clearTimeout(this.lookAgain);
    for (const id of [...this.running.keys()]) this.cancel(id);
  }

  private update(id: string, change: Partial<Omit<RunningRun, keyof RunHead | 'state'>>): void {
    const live = this.running.get(id);
    if (live === undefined) return;
    live.run = { ...live.run, ...change };
    this.changed.fire(undefined);
  }

  private async finish(head: RunHead, result: ProvenCopyResult): Promise<FinishedRun> {
    const total = this.running.get(head.id)?.run.progress.total ?? 0;
    const run: FinishedRun = { ...head, state: 'finished', total, endedAt: this.now(), result };
    this.running.delete(head.id);
    this.ended.set(head.id, run);
    await this.look();
    const resumable = this.isLeft(run) ? { resumable: true as const } : {};
    // Nobody asked for it to end: the next window is to say that it was interrupted.
    if (this.disposed && this.isLeft(run)) return { ...run, ...resumable };
    try {
      await this.memory.update(
        STORED.runs,
        [run, ...this.stored().filter(({ id }) => id !== run.id)].slice(0, KEPT_RUNS).map(cut),
      );
    } catch (error) {
      // The run itself is none the worse for it: it stays in this window's list.
      this.log.error(
        `Could not keep the run's result: ${error instanceof Error ? error.name : typeof error}`,
      );
    }
    return { ...run, ...resumable };
  }

  /** True when a run that ended before its end can be resumed. */
  private isLeft({ id, result }: FinishedRun): boolean {
    if (result.status !== 'cancelled' && result.status !== 'failed') return false;
    return this.unfinished.some(({ run, state }) => run === id && state === 'interrupted');
  }

  private interrupted(kept: UnfinishedRun): InterruptedRun {
    const { run: id, plan, startedAt, savedAt, keys, total } = kept;
    const source = this.elsewhere.nameEnd(kept.source);
    const target = this.elsewhere.nameEnd(kept.target);
    const ours = kept.source.endpoint !== undefined;
    return { id, state: 'interrupted', source, target, plan, startedAt, savedAt, keys, total, ours };
  }

  private finished(): readonly FinishedRun[] {
    const kept = this.stored().filter(({ id }) => !this.ended.has(id));
    return [...this.ended.values(), ...kept]
      .sort((one, other) => other.startedAt - one.startedAt)
      .slice(0, KEPT_RUNS);
  }

  private stored(): readonly FinishedRun[] {
    const stored = this.memory.get(STORED.runs);
    return Array.isArray(stored) ? stored.filter(isFinishedRun) : [];
  }
}

/** Whether a copy of the same ends was completed that began later. A rehearsal is none. */
function isOvertakenBy(run: Run, finished: readonly FinishedRun[]): boolean {
  return finished.some(
    ({ source, target, startedAt, result, plan }) =>
      startedAt > run.startedAt &&
      source.id === run.source.id &&
      target.id === run.target.id &&
      (result.status === 'done' || result.status === 'incomplete') &&
      result.dryRun !== true &&
      plan.sample === undefined,
  );
}

const NO_PROGRESS: Progress = {
  phase: 'connecting',
  keys: { scanned: 0, copied: 0, skipped: 0, expired: 0, quarantined: 0 },
  total: 0,
  bytes: 0,
  rate: 0,
  secondsLeft: null,
};

/** All global state is read at every start of a window: a run may not bring thousands of key names into it. */
function cut(run: FinishedRun): FinishedRun {
  const { quarantine, verify, ...rest } = run.result;
  const kept = { ...rest, quarantine: quarantine.slice(0, KEPT_KEYS) };
  if (verify === undefined) return { ...run, result: kept };
  const differences = verify.differences.slice(0, KEPT_KEYS);
  return { ...run, result: { ...kept, verify: { ...verify, differences } } };
}

/** What is stored may be of another version of the extension: what does not fit is left out. */
function isFinishedRun(value: unknown): value is FinishedRun {
  if (typeof value !== 'object' || value === null) return false;
  const { id, state, total, startedAt, result } = value as Record<keyof FinishedRun, unknown>;
  if (typeof id !== 'string' || state !== 'finished') return false;
  if (typeof startedAt !== 'number' || typeof total !== 'number') return false;
  return typeof result === 'object' && result !== null && 'keys' in result && 'quarantine' in result;
}
