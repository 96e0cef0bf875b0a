import type { Progress } from '../../core/model/progress';
import type { RatePoint } from '../../core/model/rate';
import type { EndsLatency, LatencyPoint, RunDetail } from '../../core/model/runDetail';
import type { Clock } from '../../core/ports';
import type { RunningRun } from './run';
import type { Runs } from './runs';

/** How many points are kept of a run: when there are more, every second one goes, so that the whole run stays in sight. */
const MOST_POINTS = 240;
/** Milliseconds between two points at first. */
const FIRST_STEP_MS = 500;
/** The same of latencies, once there are many: they come once a second. */
const FIRST_LATENCY_STEP_MS = 1_500;
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
  latencies: LatencyPoint[];
  latencyStepMs: number;
  /** What was put last, and when. */
  latency: EndsLatency | null;
  latencyAt: number;
  detail: RunDetail | null;
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

  /** How long the ends took to answer, oldest first. */
  latenciesOf(runId: string): readonly LatencyPoint[] {
    return this.curves.get(runId)?.latencies ?? [];
  }

  /** What came of each part, as far as was told last; null where nothing was. */
  detailOf(runId: string): RunDetail | null {
    return this.curves.get(runId)?.detail ?? null;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private put({ id, progress, paused, latency }: RunningRun): void {
    const now = this.clock.now();
    const curve = this.curves.get(id) ?? this.begin(id, now, progress);
    // A verification has no parts of its own.
    if (progress.detail !== undefined) curve.detail = progress.detail;
    if (latency !== null) putLatency(curve, latency, now);
    const passed = now - curve.putAt;
    if (progress.phase !== 'keys') {
      // What was copied before this window, or before a verification, is none of the next speed.
      curve.putAt = now;
      curve.bytes = progress.bytes;
      curve.scanned = progress.keys.scanned;
    }
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
    const curve: Curve = {
      points: [],
      stepMs: FIRST_STEP_MS,
      putAt: now,
      bytes,
      scanned,
      from: now,
      latencies: [],
      latencyStepMs: 0,
      latency: null,
      latencyAt: -Infinity,
      detail: null,
    };
    this.curves.set(id, curve);
    const [oldest] = this.curves.keys();
    if (this.curves.size > MOST_RUNS && oldest !== undefined) this.curves.delete(oldest);
    return curve;
  }
}

/** Puts each measurement once; of a long run only some. */
function putLatency(curve: Curve, latency: EndsLatency, now: number): void {
  if (latency === curve.latency || now - curve.latencyAt < curve.latencyStepMs) return;
  curve.latency = latency;
  curve.latencyAt = now;
  curve.latencies.push({ seconds: (now - curve.from) / 1000, ...latency });
  if (curve.latencies.length <= MOST_POINTS) return;
  curve.latencies = curve.latencies.filter((_, index) => index % 2 === 1);
  curve.latencyStepMs = curve.latencyStepMs === 0 ? FIRST_LATENCY_STEP_MS : curve.latencyStepMs * 2;
}
