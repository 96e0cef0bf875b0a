import * as vscode from 'vscode';
import type { CopyPlan } from '../../core/copy/plan';
import type { Endpoint } from '../../core/model/endpoint';
import { Failure, toFailure } from '../../core/model/failure';
import { checkEnds } from '../desk/checkEnds';
import { copyQuestion } from '../desk/copyQuestion';
import type { CopyQuestion } from '../desk/copyQuestion';
import { besideThePlan, planOfChoice } from '../desk/copyChoice';
import type { CopyChoice } from '../desk/copyChoice';
import type { Desk } from '../desk/desk';
import { canBeResumed } from '../desk/run';
import type { CopyJob } from '../desk/runCopy';
import { runSteps } from '../desk/steps';
import { requireTrust } from '../desk/trust';
import { copySteps } from './copySteps';
import type { CopyDraft } from './copySteps';
import { showRunning } from './showRunning';
import { startCopy } from './startCopy';
import { subjectOf, targetOf } from './subjectOf';

/** Copy Data…: asks from where, into where and how; looks at both; has it confirmed; copies. */
export async function copyData(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust('Copying data'))) return;
  const subject = subjectOf(argument);
  const aim = targetOf(argument);
  const source = subject === undefined ? undefined : desk.endpoints.find(subject);
  const target = aim === undefined ? undefined : desk.endpoints.find(aim);
  const given = {
    ...(source === undefined ? {} : { source }),
    ...(target === undefined ? {} : { target }),
  };
  const draft: CopyDraft = { choice: desk.settings.copyChoice(), ...given };
  const lanes = desk.settings.lanes();
  if (!(await runSteps(draft, copySteps(desk, given)))) return;
  if (draft.source === undefined || draft.target === undefined) return;
  const { choice } = draft;
  const plan = planOf(draft.source, draft.target, choice);
  const job = { source: draft.source, target: draft.target, plan, lanes, ...besideThePlan(choice) };
  await confirmAndCopy(desk, job, choice);
}

async function confirmAndCopy(desk: Desk, job: CopyJob, choice: CopyChoice): Promise<void> {
  const running = desk.runs.between(job.source.id, job.target.id);
  if (running !== undefined) {
    await showRunning(desk, running);
    return;
  }
  const question = await prepare(desk, job, choice);
  if (question === undefined) return;
  const { message, button } = question;
  const detail = [question.detail, ...interruptedBefore(desk, job)].join('\n\n');
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, button);
  // The dialogue may have stood open for long: a second one may have been answered meanwhile.
  if (answer !== button || desk.runs.between(job.source.id, job.target.id) !== undefined) return;
  await startCopy(desk, job);
}

/** Whoever begins anew should know that it need not be. */
function interruptedBefore(desk: Desk, { source, target }: CopyJob): string[] {
  const left = desk.runs
    .list()
    .some((run) => canBeResumed(run) && run.source.id === source.id && run.target.id === target.id);
  return left ? ['A copy of these two was interrupted. Resume Run goes on with it instead.'] : [];
}

/** @throws Failure `database.mapping` when databases are named both in an address and in the settings */
function planOf(source: Endpoint, target: Endpoint, choice: CopyChoice): CopyPlan {
  const sourceDatabase = source.address.database;
  const targetDatabase = target.address.database;
  if (choice.databases !== undefined && (sourceDatabase ?? targetDatabase) !== undefined) {
    throw new Failure('database.mapping', {
      what: 'Could not prepare the copy',
      why: 'databases are named both in an endpoint and in the settings (elasticacheMigrator.copy.databases)',
      next: 'Take them out of one of the two.',
    });
  }
  return {
    ...planOfChoice(choice),
    ...(sourceDatabase === undefined ? {} : { sourceDatabase }),
    ...(targetDatabase === undefined ? {} : { targetDatabase }),
  };
}

/** Looks at both ends and words the question. Undefined when that failed (and was told) or was cancelled. */
async function prepare(desk: Desk, job: CopyJob, choice: CopyChoice): Promise<CopyQuestion | undefined> {
  const { source, target, plan } = job;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: `Looking at ${source.name} and ${target.name}`,
    cancellable: true,
  };
  const checked = await vscode.window.withProgress(progress, async (_, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    const ends = await checkEnds(desk, source, target, controller.signal);
    subscription.dispose();
    return controller.signal.aborted ? undefined : ends;
  });
  if (checked === undefined) return undefined;
  const retry = (): Promise<void> => confirmAndCopy(desk, job, choice);
  if (checked.kind === 'failed') {
    const { failure, failedAt } = checked;
    desk.showFailure(failure, {
      ...(failedAt === undefined ? {} : { endpointId: failedAt.id }),
      retry,
    });
    return undefined;
  }
  desk.profiles.put(source.id, checked.report.profile.source);
  desk.profiles.put(target.id, checked.report.profile.target);
  try {
    return copyQuestion({ source: source.name, target: target.name }, { ...choice, ...plan }, checked.report);
  } catch (error) {
    desk.showFailure(toFailure(error, 'Could not prepare the copy'), { retry });
    return undefined;
  }
}
