import type { Progress } from '../../core/model/progress';
import type { RatePoint } from '../../core/model/rate';
import type { Clock } from '../../core/ports';
import type { RunningRun } from './run';
import type { Runs } from './runs';

/** How many points are kept of a run: when there are more, every second one goes, so that the whole run stays in sight. */
const MOST_POINTS = 240;
/** Milliseconds between two points at first. */
const FIRST_STEP_MS = 500;
/** How many runs are remembered. */
const MOST_RUNS = 20;

interface Curve {
  points: RatePoint[];
  stepMs: number;
  /** When the last point was put. */
  putAt: number;
  /** Bytes written, and keys seen, by then. */
  bytes: number;
  scanned: number;
  readonly from: number;
}

/** How fast the runs of this window went, over time: for the curve that a page draws. */
export class RunHistory {
  private readonly curves = new Map<string, Curve>();
  private readonly subscription: { dispose: () => void };

  constructor(
    private readonly runs: Pick<Runs, 'list' | 'onDidChange'>,
    private readonly clock: Clock,
  ) {
    this.subscription = runs.onDidChange(() => {
      for (const run of this.runs.list()) if (run.state === 'running') this.put(run);
    });
  }

  /** Oldest first. */
  of(runId: string): readonly RatePoint[] {
    return this.curves.get(runId)?.points ?? [];
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private put({ id, progress, paused }: RunningRun): void {
    const now = this.clock.now();
    const curve = this.curves.get(id) ?? this.begin(id, now, progress);
    const passed = now - curve.putAt;
    if (progress.phase !== 'keys' || passed < curve.stepMs) return;
    curve.points.push({
      seconds: (now - curve.from) / 1000,
      keys: paused ? 0 : Math.max(0, ((progress.keys.scanned - curve.scanned) * 1000) / passed),
      bytes: paused ? 0 : Math.max(0, ((progress.bytes - curve.bytes) * 1000) / passed),
    });
    curve.putAt = now;
    curve.bytes = progress.bytes;
    curve.scanned = progress.keys.scanned;
    if (curve.points.length <= MOST_POINTS) return;
    curve.points = curve.points.filter((_, index) => index % 2 === 1);
    curve.stepMs *= 2;
  }

  private begin(id: string, now: number, { bytes, keys: { scanned } }: Progress): Curve {
    const curve: Curve = { points: [], stepMs: FIRST_STEP_MS, putAt: now, bytes, scanned, from: now };
    this.curves.set(id, curve);
    const [oldest] = this.curves.keys();
    if (this.curves.size > MOST_RUNS && oldest !== undefined) this.curves.delete(oldest);
    return curve;
  }
}
