import * as vscode from 'vscode';
import { toFailure } from '../../../core/model/failure';
import { counted } from '../../../core/report/counted';
import type { VerifyMode } from '../../../core/verify/plan';
import type { Desk } from '../../desk/desk';
import { planOf } from '../../desk/planOf';
import { runVerify } from '../../desk/runVerify';
import type { VerifyHold, VerifyOutcome } from '../../desk/runVerify';
import { requireTrust } from '../../desk/trust';
import { deletable, isRepairable, keepsHeld } from './mending';
import { verified } from './wizardState';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

const REPAIR = t('Repair');

/** Verifies a migration's pair, by what its copy takes; a repair, which writes, is confirmed first. Null when the user left. */
export async function confirmVerify(
  desk: Desk,
  state: WizardState,
  repair: boolean,
  hold: VerifyHold,
): Promise<VerifyOutcome | null> {
  const { source, target, migration } = state;
  if (source === undefined || target === undefined || !(await requireTrust(t('Verifying')))) return null;
  const extra = deletable(verified(state));
  const answer = repair ? await askRepair(source.name, target.name, state, extra) : null;
  if (answer === undefined) return null;
  const mode: VerifyMode = migration.choice.verify ?? { kind: 'full' };
  try {
    const plan = {
      ...planOf(source, target, migration.choice),
      ...{ mode, repair },
      ...(answer === 'delete' ? { deleteExtra: extra } : {}),
    };
    const job = { source, target, plan, lanes: desk.settings.lanes() };
    hold.onProgress(CONNECTING);
    const outcome = await runVerify(job, desk, hold, (text) => {
      desk.log.warn(`${source.name} → ${target.name}: ${text}`);
    });
    // The target holds other keys now.
    if (repair) desk.profiles.forget(target.id);
    return outcome;
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, t('Could not verify')) };
  }
}

/** What is to be done about the differences; undefined when the user left. */
async function askRepair(
  source: string,
  target: string,
  state: WizardState,
  extra: number,
): Promise<'repair' | 'delete' | undefined> {
  const keeps = keepsHeld(state.migration.choice);
  const repairs = isRepairable(verified(state), keeps);
  const deletion = repairs ? t('Repair and Delete') : t('Delete');
  const detail = [
    ...(repairs
      ? [
          keeps
            ? t(
                'Every key that is missing in {0} is copied again from {1}, and compared once more. Keys that differ stay as they are in {0}, as chosen in step 3. Nothing changes in {1}.',
                target,
                source,
              )
            : t(
                'Every key that differs or is missing in {0} is copied again from {1}, and compared once more. Nothing changes in {1}.',
                target,
                source,
              ),
        ]
      : []),
    extra === 0
      ? t('Keys that only {0} holds stay.', target)
      : t(
          '{0} only in {1}: deleted in {2} since the copy, or put there by others. They stay, unless you have them deleted: that cannot be undone. {2} is asked for each just before, and no more than these are deleted.',
          counted(extra, 'key'),
          target,
          source,
        ),
  ].join('\n\n');
  const answer = await vscode.window.showWarningMessage(
    repairs
      ? keeps
        ? t('Copy what is missing from {0} into {1} again?', source, target)
        : t('Copy what differs from {0} into {1} again?', source, target)
      : t('Delete from {0} what {1} does not hold?', target, source),
    { modal: true, detail },
    ...(repairs ? [REPAIR] : []),
    ...(extra === 0 ? [] : [deletion]),
  );
  if (answer === undefined) return undefined;
  return answer === deletion ? 'delete' : 'repair';
}

const CONNECTING = {
  phase: 'connecting',
  keys: { scanned: 0, copied: 0, skipped: 0, expired: 0, quarantined: 0 },
  total: 0,
  bytes: 0,
  rate: 0,
  secondsLeft: null,
} as const;
