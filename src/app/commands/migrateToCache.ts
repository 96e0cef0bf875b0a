import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { COMMANDS } from '../ids';
import { addCache } from './addCache';

/** New Migration to Cache…: it becomes an endpoint, if it is none, and the target of the migration. */
export async function migrateToCache(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await addCache(desk, argument);
  if (endpoint !== undefined) {
    await vscode.commands.executeCommand(COMMANDS.newMigration, { target: endpoint.id });
  }
}
