import { copy } from '../../core/copy/copy';
import type { Progress } from '../../core/model/progress';
import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import { runName } from '../desk/run';
import type { FinishedRun } from '../desk/run';
import { runCopy } from '../desk/runCopy';
import type { CopyJob, CopyOutcome } from '../desk/runCopy';
import { withRunNotification } from '../desk/runNotification';
import { closeRun } from './closeRun';

/** The engine reports every batch; eyes need no more than four pictures a second. */
const SHOW_EVERY_MS = 250;

/** Carries a copy out, from the first connection to the closing notification. */
export async function startCopy(desk: Desk, job: CopyJob): Promise<FinishedRun> {
  const { source, target, plan } = job;
  const head = {
    id: desk.newId(),
    source: { id: source.id, name: source.name },
    target: { id: target.id, name: target.name },
    plan,
    startedAt: desk.clock.now(),
  };
  desk.log.info(`Copy started (${plan.onConflict}): ${runName(head)}`);
  const handle = desk.runs.begin(head);
  let shownAt = 0;
  let shownPhase: Progress['phase'] | undefined;
  const onProgress = (progress: Progress): void => {
    const now = desk.clock.now();
    if (progress.phase === shownPhase && now - shownAt < SHOW_EVERY_MS) return;
    shownAt = now;
    shownPhase = progress.phase;
    handle.report(progress);
  };
  let outcome: CopyOutcome | undefined;
  const run = await withRunNotification(desk.runs, head, async () => {
    const world = { open: desk.open, clock: desk.clock, copy };
    outcome = await runCopy(job, world, handle.signal, onProgress);
    return await handle.finish(outcome.result);
  });
  desk.log.info(`Copy ended (${run.result.status}): ${runName(head)}`);
  // The target holds other keys now.
  desk.profiles.forget(target.id);
  const retry = (): Promise<unknown> => startCopy(desk, job);
  inBackground(desk.log, 'The closing notification', closeRun(desk, run, retry, outcome?.failedAt));
  return run;
}
