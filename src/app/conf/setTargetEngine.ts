import * as vscode from 'vscode';
import { MEASURED } from '../../core/conf/catalogue';
import { targetName } from '../../core/conf/confTarget';
import { chooseTarget } from './chosenTarget';
import { t } from '../../core/model/t';

/** Set Target Engine…: for which server redis.conf is judged. */
export async function setTargetEngine(): Promise<void> {
  const servers = (['valkey', 'redis'] as const).flatMap((product) =>
    [...MEASURED[product]].reverse().map((version) => ({
      label: targetName({ product, version }),
      value: `${product} ${version}`,
    })),
  );
  const auto = {
    label: t('Let Each File Tell'),
    description: t('by a line such as "# engine: valkey 8.1", else guessed from its directives'),
    value: 'auto',
  };
  const picked = await vscode.window.showQuickPick([auto, ...servers], {
    title: t('Set Target Engine'),
    placeHolder: t('For which server is redis.conf to be judged?'),
    matchOnDescription: true,
  });
  if (picked !== undefined) await chooseTarget(picked.value);
}
