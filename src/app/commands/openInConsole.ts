import * as vscode from 'vscode';
import { consoleUrl } from '../desk/consoleUrl';
import type { Desk } from '../desk/desk';
import { chooseCache } from './chooseCache';
import { t } from '../../core/model/t';

/** Open in AWS Console: the page of a cache, in the browser. */
export async function openInConsole(desk: Desk, argument: unknown): Promise<void> {
  const placed = await chooseCache(desk, argument, t('Which cache do you want to see?'));
  if (placed !== undefined) await vscode.env.openExternal(vscode.Uri.parse(consoleUrl(placed), true));
}
