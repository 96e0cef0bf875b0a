import type { Desk } from '../desk/desk';
import { jobOf } from '../desk/jobOf';
import { runSteps } from '../desk/steps';
import { requireTrust } from '../desk/trust';
import { confirmCopy } from './confirmCopy';
import { copySteps } from './copySteps';
import type { CopyDraft } from './copySteps';
import { subjectOf, targetOf } from './subjectOf';
import { t } from '../../core/model/t';

/** Copy Data…: asks from where, into where and how; looks at both; has it confirmed; copies. */
export async function copyData(desk: Desk, argument: unknown): Promise<void> {
  if (!(await requireTrust(t('Copying data')))) return;
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
  const { source: from, target: into, choice } = draft;
  await confirmCopy(desk, jobOf(from, into, choice, lanes), choice);
}
