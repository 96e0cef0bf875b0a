import * as vscode from 'vscode';
import { askText } from '../desk/askText';
import { besideThePlan } from '../desk/copyChoice';
import type { Desk } from '../desk/desk';
import type { DialEndpoint } from '../desk/dialEndpoint';
import { endpointOf, strangeEndpoint } from '../desk/endpointOf';
import { canBeResumed, isOvertaken, runName } from '../desk/run';
import type { Run } from '../desk/run';
import { requireTrust } from '../desk/trust';
import type { KeptEnd } from '../../core/copy/unfinishedRuns';
import type { Endpoint } from '../../core/model/endpoint';
import { Failure } from '../../core/model/failure';
import { chooseRun } from './chooseRun';
import { showRunning } from './showRunning';
import { startCopy } from './startCopy';
import { subjectOf } from './subjectOf';
import { t } from '../../core/model/t';

const RESUME = t('Resume');

/** Resume Run: a run that was paused, or interrupted, goes on where it was. */
export async function resumeRun(desk: Desk, argument: unknown): Promise<void> {
  // Other processes may have begun, ended or left some.
  await desk.runs.look();
  const subject = subjectOf(argument);
  const asked = subject === undefined ? undefined : desk.runs.find(subject);
  if (asked?.state === 'running' && !asked.paused) {
    await showRunning(desk, asked);
    return;
  }
  const run = await chooseRun(desk, argument, canGoOn, {
    question: t('Which run do you want to resume?'),
    none: t('No run is paused, and none was interrupted.'),
  });
  if (run !== undefined && isOvertaken(run) && !(await isMeant(run))) return;
  if (run?.state === 'running') desk.runs.pause(run.id, false);
  else await resumeInterrupted(desk, run?.id ?? subject);
}

async function resumeInterrupted(desk: Desk, id: string | undefined): Promise<void> {
  if (id === undefined || !(await requireTrust(t('Resuming a copy')))) return;
  const kept = desk.runs.kept(id);
  if (kept === undefined) throw notKept();
  const passwords = new Map<string, string>();
  const source = await endOf(desk, kept.source, passwords);
  const target = source === undefined ? undefined : await endOf(desk, kept.target, passwords);
  if (source === undefined || target === undefined) return;
  const running = desk.runs.between(source.id, target.id);
  if (running !== undefined) {
    await showRunning(desk, running);
    return;
  }
  const dial: DialEndpoint = async (endpoint) => {
    const password = passwords.get(endpoint.id);
    if (password === undefined) return await desk.dial(endpoint);
    const { name, address } = endpoint;
    return { label: name, address, ...(password === '' ? {} : { password }) };
  };
  const { plan, startedAt, keys, total } = kept;
  const resumes = { id, startedAt, keys, total };
  // The rest is the plan's, and the plan is the run's. A migration says how its run is proved; else the settings do.
  const lanes = desk.settings.lanes();
  const beside = besideThePlan({
    ...(desk.migrations.ofRun(id)?.choice ?? desk.settings.copyChoice()),
    ...plan,
  });
  await startCopy({ ...desk, dial }, { source, target, plan, lanes, ...beside, resumes });
}

/** The endpoint at an end, with its password where it is no kept one. Undefined when the user left. */
async function endOf(
  desk: Desk,
  end: KeptEnd,
  passwords: Map<string, string>,
): Promise<Endpoint | undefined> {
  const known = endpointOf(desk.endpoints.list(), end);
  if (known !== undefined) return known;
  const strange = strangeEndpoint(end);
  const question = {
    title: t('Resume Run'),
    prompt: t(
      'The password of {0}, which is none of the endpoints. Leave it empty if there is none.',
      strange.name,
    ),
    value: '',
    password: true,
  };
  const answer = await askText(question, { step: 1, total: 1, canGoBack: false });
  if (typeof answer === 'string') return undefined;
  passwords.set(strange.id, answer.text);
  return strange;
}

/** What a later copy brought, and who writes to the target since, might be overwritten. */
async function isMeant(run: Run): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    t('Resume {0}, although a later copy of the same ends was completed?', runName(run)),
    {
      modal: true,
      detail: t(
        'It goes on where it was, and writes to {0} what is left of it. Discard Run forgets it instead.',
        run.target.name,
      ),
    },
    RESUME,
  );
  return answer === RESUME;
}

function canGoOn(run: Run): run is Run {
  return run.state === 'running' ? run.paused : canBeResumed(run);
}

function notKept(): Failure {
  return new Failure('run.missing', {
    what: t('Could not resume the run'),
    why: t('nothing is kept of it any more: it was carried out to its end, or discarded'),
    next: t('Start a new copy if there is more to copy.'),
  });
}
