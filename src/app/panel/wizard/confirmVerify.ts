import * as vscode from 'vscode';
import { toFailure } from '../../../core/model/failure';
import type { VerifyMode } from '../../../core/verify/plan';
import type { Desk } from '../../desk/desk';
import { planOf } from '../../desk/planOf';
import { runVerify } from '../../desk/runVerify';
import type { VerifyHold, VerifyOutcome } from '../../desk/runVerify';
import { requireTrust } from '../../desk/trust';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

const REPAIR = t('Repair');

/** Verifies a migration's pair, by what its copy takes; a repair, which writes, is confirmed first. Null when the user left. */
export async function confirmVerify(
  desk: Desk,
  { source, target, migration }: WizardState,
  repair: boolean,
  hold: VerifyHold,
): Promise<VerifyOutcome | null> {
  if (source === undefined || target === undefined || !(await requireTrust(t('Verifying')))) return null;
  if (repair && !(await confirmRepair(source.name, target.name))) return null;
  const mode: VerifyMode = migration.choice.verify ?? { kind: 'full' };
  try {
    const plan = { ...planOf(source, target, migration.choice), mode, repair };
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

async function confirmRepair(source: string, target: string): Promise<boolean> {
  const detail = t(
    'Every key that differs or is missing in {0} is copied again from {1}, and compared once more. Keys that only {2} holds stay. Nothing changes in {3}.',
    target,
    source,
    target,
    source,
  );
  const answer = await vscode.window.showWarningMessage(
    t('Copy what differs from {0} into {1} again?', source, target),
    { modal: true, detail },
    REPAIR,
  );
  return answer === REPAIR;
}

const CONNECTING = {
  phase: 'connecting',
  keys: { scanned: 0, copied: 0, skipped: 0, expired: 0, quarantined: 0 },
  total: 0,
  bytes: 0,
  rate: 0,
  secondsLeft: null,
} as const;
