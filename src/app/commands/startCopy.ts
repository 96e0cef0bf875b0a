import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import { runName } from '../desk/run';
import type { FinishedRun } from '../desk/run';
import { runCopy } from '../desk/runCopy';
import type { CopyJob, CopyOutcome } from '../desk/runCopy';
import { withRunNotification } from '../desk/runNotification';
import { closeRun } from './closeRun';

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
  let outcome: CopyOutcome | undefined;
  const run = await withRunNotification(desk.runs, head, async () => {
    const onNotice = (text: string): void => {
      desk.log.warn(`${runName(head)}: ${text}`);
    };
    outcome = await runCopy(job, desk, handle, handle.report, onNotice);
    return await handle.finish(outcome.result);
  });
  desk.log.info(`Copy ended (${run.result.status}): ${runName(head)}`);
  // The target holds other keys now.
  desk.profiles.forget(target.id);
  const retry = (): Promise<unknown> => startCopy(desk, job);
  inBackground(desk.log, 'The closing notification', closeRun(desk, run, retry, outcome?.failedAt));
  return run;
}
