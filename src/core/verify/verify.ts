import { isPartial } from '../copy/plan';
import { turns } from '../copy/turns';
import { selection } from '../copy/selection';
import type { End } from '../connectEnds';
import { Failure, toFailure } from '../model/failure';
import { isNewProcess } from '../model/newProcess';
import { summarize } from '../model/profile';
import type { Profile } from '../model/profile';
import { pairDatabases } from '../plan/pairDatabases';
import type { DatabasePair } from '../plan/pairDatabases';
import { Waits } from '../waits';
import { compareInFull, compareQuickly } from './compareDatabase';
import { compareLibraries } from './compareLibraries';
import { compareSample } from './compareSample';
import { databaseWork } from './databaseWork';
import { endsOf } from './ends';
import { findExtras } from './findExtras';
import { Pauses } from './pauses';
import type { VerifyEvent, VerifyPlan, VerifyPorts } from './plan';
import { remover } from './removal';
import { repairer } from './repair';
import { VerifyTally } from './verifyTally';
import { t } from '../model/t';

/** Larger keys are compared part by part: that costs little, and both sides would be held. */
const MOST_WHOLE_BYTES = 32e6;

/**
 * Compares the keys that the plan chooses, both ways: those of the source as closely as the mode says, those of the target
 * for extras; and function libraries. Changes nothing, unless it is to repair. Does not throw: the last event tells.
 */
export async function* verify(
  plan: VerifyPlan,
  ports: VerifyPorts,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent> {
  const { mode = { kind: 'full' } } = plan;
  const waits = new Waits(plan.retryForSeconds);
  for (const end of ['source', 'target'] as const) ports[end].retryBy(waits.policyOf(end));
  const startedAt = ports.clock.now();
  let before: VerifyTally | null = null;
  for (let left = MOST_TIMES; ; left--) {
    const tally: VerifyTally = new VerifyTally(ports.clock, mode.kind, startedAt);
    if (before !== null) tally.goOnFrom(before);
    before = tally;
    const telling = waits.told(verifyOnce(plan, ports, tally, signal), () => {
      tally.waiting = waits.waiting;
      return { kind: 'progress' as const, progress: tally.progress() };
    });
    let changed: End | null = null;
    for await (const event of telling) {
      if (event.kind === 'changed') changed = event.end;
      else yield event;
    }
    if (changed === null) return;
    if (left > 1) continue;
    yield { kind: 'finished', result: tally.result(restarted(changed)) };
    return;
  }
}

/** How often all is compared, at most, where an end is restarted meanwhile. */
const MOST_TIMES = 3;

function restarted(end: End): Failure {
  return new Failure('run.otherServer', {
    what: t('Could not verify'),
    why:
      end === 'source'
        ? t('the source was restarted, or another node took over, each time that it was compared')
        : t('the target was restarted, or another node took over, each time that it was compared'),
    next: t('See that it stays up, then verify again.'),
  });
}

/** As verify, but ends with `changed` where an end is another process than it was: what was found equal may be gone. */
async function* verifyOnce(
  plan: VerifyPlan,
  ports: VerifyPorts,
  tally: VerifyTally,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent | { readonly kind: 'changed'; readonly end: End }> {
  const { mode = { kind: 'full' } } = plan;
  try {
    const [source, target] = await Promise.all([ports.source.profile(signal), ports.target.profile(signal)]);
    tally.source = summarize(source);
    tally.target = summarize(target);
    const pairs = withTargetOnly(pairDatabases(plan, source, target), plan, target);
    const selects = selection(plan);
    const whole = plan.match === undefined && plan.slots === undefined;
    tally.total = whole ? pairs.reduce((sum, { keys }) => sum + keys, 0) : 0;
    const ends = endsOf(source, target, ports.clock);
    const seed = Math.floor(Math.random() * 2 ** 32);
    const bigKeyBytes = Math.min(plan.bigKeyBytes ?? Infinity, MOST_WHOLE_BYTES);
    const replace = (plan.onConflict ?? 'replace') === 'replace';
    const repair =
      plan.repair === true
        ? await repairer(ports, { source, target }, ends, { bigKeyBytes, replace }, signal)
        : null;
    if (!isPartial(plan)) {
      await compareLibraries(ports, tally, repair === null ? null : { replace }, signal);
    }
    const pauses = new Pauses(ports.clock, ports.sleep, signal);
    const removal =
      repair === null || plan.deleteExtra === undefined || mode.kind === 'sample'
        ? null
        : remover(ports.source, source, plan.deleteExtra - tally.deleted);
    const work = {
      ...{ plan, ports, ends, tally, pauses, selects, repair, removal, bigKeyBytes, seed },
      inTurn: turns(),
    };
    if (mode.kind === 'sample') yield* compareSample(pairs, mode.keys, work, signal);
    else {
      const compare = mode.kind === 'quick' ? compareQuickly : compareInFull;
      for (const pair of pairs) {
        const here = databaseWork(work, pair, pairs);
        yield* compare(here, signal);
        if (signal.aborted) break;
        yield* findExtras(here, signal);
      }
    }
    const changed = signal.aborted ? null : await whoChanged(ports, { source, target }, signal);
    if (changed !== null) yield { kind: 'changed', end: changed };
    else yield { kind: 'finished', result: tally.result(signal.aborted ? 'cancelled' : 'complete') };
  } catch (error) {
    const end = signal.aborted ? 'cancelled' : toFailure(error, t('Could not verify'));
    yield { kind: 'finished', result: tally.result(end) };
  }
}

async function whoChanged(
  ports: VerifyPorts,
  before: Readonly<Record<End, Profile>>,
  signal: AbortSignal,
): Promise<End | null> {
  for (const end of ['target', 'source'] as const) {
    if (isNewProcess(before[end], await ports[end].profile(signal))) return end;
  }
  return null;
}

/** When every database counts, one that only the target has holds nothing but extras. */
function withTargetOnly(pairs: DatabasePair[], plan: VerifyPlan, target: Profile): DatabasePair[] {
  const named = plan.databases ?? plan.sourceDatabase ?? plan.targetDatabase;
  if (named !== undefined) return pairs;
  const paired = new Set(pairs.map((pair) => pair.target));
  const others = target.databases.filter(({ index }) => !paired.has(index));
  return [...pairs, ...others.map(({ index }) => ({ source: index, target: index, keys: 0 }))];
}
