import * as vscode from 'vscode';
import { AWS_REGIONS } from '../../core/model/awsRegions';
import type { Desk } from '../desk/desk';
import { requireTrust } from '../desk/trust';
import { t } from '../../core/model/t';

/**
 * Select Regions…: several at once. Remembered for the workspace.
 * @param given a profile that is chosen together with them
 */
export async function selectRegions(
  { openCloud, catalog }: Desk,
  _argument?: unknown,
  given?: string | null,
): Promise<void> {
  if (!(await requireTrust(t('Asking AWS')))) return;
  const [{ cloud }, home] = await Promise.all([openCloud(), catalog.home()]);
  const choice = cloud.kept ?? cloud.choice;
  const profile = given === undefined ? choice?.profile : given;
  const chosen = choice?.regions ?? (home.region === null ? [] : [home.region]);
  const names = [...new Set([...chosen, ...AWS_REGIONS])];
  const picked = await vscode.window.showQuickPick(
    names.map((label) => ({ label, picked: chosen.includes(label) })),
    {
      title: t('Select Regions'),
      placeHolder: t('In which regions do you want to see caches?'),
      canPickMany: true,
    },
  );
  if (picked === undefined || picked.length === 0) return;
  await cloud.choose({
    profile: profile === undefined ? home.profile : profile,
    regions: picked.map(({ label }) => label),
    regionsChosen: true,
  });
}
