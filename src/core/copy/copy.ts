import { clockDifference } from '../model/clocks';
import { Failure, toFailure } from '../model/failure';
import { summarize } from '../model/profile';
import type { Profile } from '../model/profile';
import { pairDatabases } from '../plan/pairDatabases';
import type { DatabasePair } from '../plan/pairDatabases';
import { refuseCollisions } from '../plan/refuseCollisions';
import { Transcoder } from '../rdb/transcode';
import { endsOf } from '../verify/ends';
import { Waits } from '../waits';
import { knownEnd } from './checkpoint';
import type { Checkpoint } from './checkpoint';
import { copyDatabase } from './copyDatabase';
import { copyLibraries } from './copyLibraries';
import type { CopyPorts } from './copyPorts';
import { Counts } from './counts';
import { drySink } from './drySink';
import { evictionOf } from './evictionOf';
import { expiriesFor } from './expiriesFor';
import { figuresOf } from './figures';
import { goOn } from './goOn';
import { keepingOf } from './keeping';
import type { Keeping } from './keeping';
import { memoryBudget } from './memory';
import { isPartial } from './plan';
import type { CopyEvent, CopyPlan } from './plan';
import { ScanProgress } from './scanProgress';
import { selection } from './selection';
import { SourceWatch } from './sourceWatch';
import { startPace } from './startPace';
import type { StartedPace } from './startPace';
import { pacedPlan } from './pacedPlan';
import { Tally } from './tally';
import { t } from '../model/t';
import { stored } from '../model/stored';

/** How often everything is copied, when the target loses it each time. */
const MOST_PASSES = 5;

/**
 * Copies keys and function libraries. Pull the events to make it go; the last one is `finished`, whatever happens:
 * done, incomplete (something was quarantined or lost), cancelled (the signal aborted) or failed. It does not throw.
 * @param resumed how far the run had come when it was interrupted; the result then counts the whole run
 */
export async function* copy(
  plan: CopyPlan,
  ports: CopyPorts,
  signal: AbortSignal,
  resumed?: Checkpoint,
): AsyncGenerator<CopyEvent> {
  const tally = Tally.of(plan, ports.clock, resumed, ports.checkpoints?.run);
  tally.throttle = ports.throttle ?? null;
  const waits = new Waits(plan.retryForSeconds);
  for (const end of ['source', 'target'] as const) ports[end].retryBy(waits.policyOf(end));
  yield* waits.told(copyAll({ plan, ports, tally, waits, resumed }, signal), () => {
    tally.waiting = waits.waiting;
    tally.breakdown.retries = waits.retries;
    return progress(tally);
  });
}

/** A run that goes on to its end. */
interface Run {
  readonly plan: CopyPlan;
  readonly ports: CopyPorts;
  readonly tally: Tally;
  readonly waits: Waits;
  readonly resumed: Checkpoint | undefined;
}

async function* copyAll(
  { plan, ports, tally, waits, resumed }: Run,
  signal: AbortSignal,
): AsyncGenerator<CopyEvent> {
  let keeping: Keeping | null = null;
  let started: StartedPace | undefined;
  try {
    yield progress(tally);
    const [source, target] = await Promise.all([ports.source.profile(signal), ports.target.profile(signal)]);
    tally.source = summarize(source);
    tally.target = summarize(target);
    const pairs = begin(plan, source, target);
    const watch = new SourceWatch(ports.source, tally, source);
    if (resumed?.held !== undefined) watch.goOn(resumed.held, plan, resumed.scans);
    const from = goOn(resumed, source, target, pairs);
    const eviction = evictionOf(plan, source, target);
    const figures = figuresOf(plan, source);
    const memory = memoryBudget(plan, source.mode);
    await Promise.all([
      ports.source.checkReadable(signal, { ...eviction, ...figures }),
      ports.target.checkWritable(signal),
    ]);
    await refuseCollisions(ports.source, pairs, signal);
    if (resumed !== undefined && from.anew) tally.forget(resumed);
    for (const text of from.notices) tally.notice(text);
    tally.total = expectedKeys(plan, pairs);
    tally.breakdown.expect(source, pairs, tally.total > 0 && plan.sample === undefined);
    started = await startPace(plan, ports, signal);
    tally.auto = started.auto;
    let scans = new ScanProgress(from.scans);
    let { libraries, ends } = from;
    keeping = keepingOf(plan, ports, tally, () => ({
      ...ends,
      plan: pacedPlan(plan, ports.throttle),
      seconds: tally.seconds,
      total: tally.total,
      libraries,
      scans: scans.states(),
      notices: tally.notices,
      held: watch.held,
      ...(tally.sourceLost ? { sourceLost: true } : {}),
    }));
    // Before anything is written, so that there is no moment from which the run cannot go on.
    await keeping?.now();
    yield* notices(tally);
    const sink = plan.dryRun === true ? drySink(ports.target, target) : ports.target;
    const difference = clockDifference(source, target);
    tally.clockDifference = difference;
    const expiries = expiriesFor(target, difference, ports.clock);
    for (let pass = 1; ; pass++) {
      const again = resumed !== undefined || pass > 1;
      if (!isPartial(plan) && libraries === null) {
        tally.phase = 'functions';
        const counts = new Counts();
        const held = again ? { held: ports.target } : {};
        try {
          yield* copyLibraries({ plan, source: ports.source, sink, counts, ...held }, signal);
        } finally {
          tally.add(counts.document());
        }
        if (!signal.aborted) libraries = counts.document();
      }
      tally.phase = 'keys';
      const shared = {
        plan,
        ports,
        sink,
        clockOffset: source.clockOffset,
        tally,
        selects: selection(plan),
        allowance: { left: plan.sample ?? Infinity },
        pace: started.pace,
        eviction,
        expiries,
        ends: endsOf(source, target, ports.clock),
        figures,
        memory,
        scans,
        watch,
        keeping,
        resumed: again,
      };
      for (const [index, pair] of pairs.entries()) {
        if (signal.aborted || waits.isTargetAnother() || shared.allowance.left === 0) break;
        const left = pairs.slice(index);
        const transcoder = new Transcoder(source, target, difference);
        for await (const event of copyDatabase({ ...shared, pair, left, transcoder }, signal)) {
          yield event;
          // What is still to be read of this pass would be read in vain.
          if (!waits.isTargetAnother()) continue;
          shared.pace?.stop();
          break;
        }
      }
      tally.phase = 'finishing';
      tally.breakdown.refresh();
      yield progress(tally);
      if (signal.aborted || plan.dryRun === true) break;
      const after = await ports.target.profile(signal);
      if (!waits.isTargetAnother()) {
        countEvictions(ends.target, after, tally);
        break;
      }
      if (pass === MOST_PASSES) throw restartsTooOften();
      waits.forgetRestart();
      ends = { ...ends, target: { ...knownEnd(after), evictedKeys: after.evictedKeys } };
      scans = new ScanProgress();
      libraries = null;
      started.stop();
      started = await startPace(plan, ports, signal);
      tally.auto = started.auto;
      tally.beginAnew();
      tally.notice(
        stored(
          'The target was restarted, or another server took its place, and may have lost keys by that: everything is copied again.',
        ),
      );
      await keeping?.now();
      yield* notices(tally);
    }
    await keeping?.now();
    if (!signal.aborted) await keeping?.finish();
    yield finished(tally, signal.aborted ? 'cancelled' : 'complete');
  } catch (error) {
    await keeping?.now();
    yield finished(tally, signal.aborted ? 'cancelled' : toFailure(error, t('Could not copy')));
  } finally {
    started?.stop();
  }
}

/** A target that evicts keys to make room says OK to every one of them: only its own count tells. */
function countEvictions(before: Checkpoint['target'], after: Profile, tally: Tally): void {
  const evicted = after.evictedKeys - before.evictedKeys;
  if (after.runId === before.runId && evicted > 0) tally.lost('target-eviction', evicted);
}

function restartsTooOften(): Failure {
  return new Failure('connect.lost', {
    what: t('Could not finish the copy'),
    why: t('the target was restarted {0} times, and may have lost keys each time', MOST_PASSES),
    next: t("Look at the target's log for why, then run again."),
  });
}

/** Refuses what this engine cannot do yet, before anything is written. */
function begin(plan: CopyPlan, source: Profile, target: Profile): DatabasePair[] {
  if (target.role === 'replica') {
    throw new Failure('server.readonly', {
      what: t('Could not start the copy'),
      why: t('the target is a replica, which takes no writes'),
      next: t('Choose the address of its primary.'),
    });
  }
  return pairDatabases(plan, source, target);
}

/** How many keys the run will come upon; 0 when that is not known. */
function expectedKeys(plan: CopyPlan, pairs: readonly DatabasePair[]): number {
  const held = pairs.reduce((sum, { keys }) => sum + keys, 0);
  if (plan.match !== undefined || plan.slots !== undefined) return 0;
  if (plan.sample === undefined) return held;
  return selection(plan) === null ? Math.min(plan.sample, held) : 0;
}

function progress(tally: Tally): CopyEvent {
  return { kind: 'progress', progress: tally.progress() };
}

function* notices(tally: Tally): Generator<CopyEvent> {
  for (const text of tally.untold()) yield { kind: 'notice', text };
}

function finished(tally: Tally, end: 'complete' | 'cancelled' | Failure): CopyEvent {
  return { kind: 'finished', result: tally.result(end) };
}
