import * as vscode from 'vscode';
import { toFailure } from '../../../core/model/failure';
import type { VerifyMode } from '../../../core/verify/plan';
import type { Desk } from '../../desk/desk';
import { planOf } from '../../desk/planOf';
import { runVerify } from '../../desk/runVerify';
import type { VerifyHold, VerifyOutcome } from '../../desk/runVerify';
import { requireTrust } from '../../desk/trust';
import type { WizardState } from './wizardState';

const REPAIR = 'Repair';

/** Verifies a migration's pair, by what its copy takes; a repair, which writes, is confirmed first. Null when the user left. */
export async function confirmVerify(
  desk: Desk,
  { source, target, migration }: WizardState,
  repair: boolean,
  hold: VerifyHold,
): Promise<VerifyOutcome | null> {
  if (source === undefined || target === undefined || !(await requireTrust('Verifying'))) return null;
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
    return { kind: 'failed', failure: toFailure(error, 'Could not verify') };
  }
}

async function confirmRepair(source: string, target: string): Promise<boolean> {
  const detail = `Every key that differs or is missing in ${target} is copied again from ${source}, and compared once more. Keys that only ${target} holds stay. Nothing changes in ${source}.`;
  const answer = await vscode.window.showWarningMessage(
    `Copy what differs from ${source} into ${target} again?`,
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
