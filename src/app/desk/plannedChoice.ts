import * as vscode from 'vscode';
import { t } from '../../core/model/t';
import type { Choice } from './askPick';

/** A row of a list of targets, for one that is not there yet. */
export const PLANNED: Choice<'planned'> = {
  label: t('A Cache That Is Yet to Be Created…'),
  detail: t('Its engine, its kind, and what else is decided.'),
  iconPath: new vscode.ThemeIcon('sparkle'),
  alwaysShow: true,
  value: 'planned',
};
