import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { VIEWS } from '../ids';
import { chooseCache } from './chooseCache';
import { t } from '../../core/model/t';

/** Add Cache as Endpoint: what was added is in sight then, also where its view was folded. */
export async function addCacheAsEndpoint(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await addCache(desk, argument);
  if (endpoint !== undefined) await vscode.commands.executeCommand(`${VIEWS.endpoints}.focus`);
}

/** Makes a cache an endpoint, without typing what AWS knows already. Undefined when the user left. */
export async function addCache(desk: Desk, argument: unknown): Promise<Endpoint | undefined> {
  const placed = await chooseCache(desk, argument, t('Which cache do you want to add?'));
  return placed === undefined ? undefined : await (await desk.questions()).ofCache(placed);
}
