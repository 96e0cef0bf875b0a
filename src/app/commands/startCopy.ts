import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import { runName } from '../desk/run';
import type { FinishedRun } from '../desk/run';
import { runCopy } from '../desk/runCopy';
import type { CopyJob, CopyOutcome } from '../desk/runCopy';
import { withRunNotification } from '../desk/runNotification';
import { closeRun } from './closeRun';

/**
 * Carries a copy out, from the first connection to the closing notification. Undefined when it was to be resumed and could
 * not be: that was told, and the run is what it was before.
 * @param onBegun told the run's id once it goes
 */
export async function startCopy(
  desk: Desk,
  job: CopyJob,
  onBegun?: (runId: string) => void,
): Promise<FinishedRun | undefined> {
  const { source, target, plan, resumes } = job;
  const head = {
    id: resumes?.id ?? desk.newRunId(),
    source: { id: source.id, name: source.name },
    target: { id: target.id, name: target.name },
    plan,
    startedAt: resumes?.startedAt ?? desk.clock.now(),
  };
  const keep = {
    run: head.id,
    startedAt: head.startedAt,
    endpoints: { source: source.id, target: target.id },
    resumes: resumes !== undefined,
  };
  desk.log.info(`Copy ${keep.resumes ? 'resumed' : 'started'} (${plan.onConflict}): ${runName(head)}`);
  const handle = desk.runs.begin(head, resumes);
  onBegun?.(head.id);
  const { outcome, run } = await withRunNotification(desk.runs, head, async () => {
    const onNotice = (text: string): void => {
      desk.log.warn(`${runName(head)}: ${text}`);
    };
    const outcome = await runCopy({ ...job, keep }, desk, handle, onNotice);
    if (!isRefused(outcome)) return { outcome, run: await handle.finish(outcome.result) };
    await handle.withdraw();
    return { outcome };
  });
  if (run === undefined) {
    const { failure } = outcome.result;
    desk.showFailure({ code: failure?.code ?? 'internal', message: failure?.message ?? '' });
    return undefined;
  }
  desk.log.info(`Copy ended (${run.result.status}): ${runName(head)}`);
  // The target holds other keys now.
  desk.profiles.forget(target.id);
  const retry = (): Promise<unknown> => startCopy(desk, job, onBegun);
  const failedAt = outcome.failedAt === undefined ? undefined : desk.endpoints.find(outcome.failedAt.id);
  inBackground(desk.log, 'The closing notification', closeRun(desk, run, retry, failedAt));
  return run;
}

/** True for a run that was not resumed, for a reason that lies in what is kept of it: nothing was done. */
function isRefused({ result }: CopyOutcome): boolean {
  return result.failure?.code.startsWith('run.') === true;
}
