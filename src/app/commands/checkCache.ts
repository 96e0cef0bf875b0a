import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { COMMANDS } from '../ids';
import { addCache } from './addCache';

/** Check Compatibility… of a cache: it becomes an endpoint, if it is none. */
export async function checkCache(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await addCache(desk, argument);
  if (endpoint !== undefined) await vscode.commands.executeCommand(COMMANDS.checkCompatibility, endpoint.id);
}
