import * as vscode from 'vscode';
import { momentText } from '../../core/model/moment';
import { strangeEnd } from '../desk/checkEnd';
import type { Desk } from '../desk/desk';
import { migrationChoice } from '../desk/migrationChoice';
import type { KeptMigration } from '../desk/migrations';
import type { Run } from '../desk/run';
import { subjectOf } from './subjectOf';
import { t } from '../../core/model/t';

/**
 * Open Migration: the page of a migration, or of the one that a run belongs to. A run that was begun without one gets one,
 * so that it can be verified, and cut over, step by step.
 */
export async function openMigration(desk: Desk, argument: unknown): Promise<void> {
  const subject = subjectOf(argument);
  if (subject === undefined) {
    const picked = await choose(desk);
    if (picked !== undefined) desk.pages.openMigration(picked.id);
    return;
  }
  if (desk.migrations.find(subject) !== undefined || desk.migrations.isStrange(subject)) {
    desk.pages.openMigration(subject);
    return;
  }
  const run = desk.runs.find(subject);
  if (run === undefined) return;
  const migration = desk.migrations.ofRun(run.id) ?? (await around(desk, run));
  if (migration !== undefined) desk.pages.openMigration(migration.id);
}

/** A migration of a run that had none. Undefined when an end of it is gone: that was told. */
async function around(desk: Desk, { id, source, target, plan }: Run): Promise<KeptMigration | undefined> {
  const gone = [source, target].find((end) => desk.endpoints.find(end.id) === undefined);
  if (gone !== undefined) {
    await vscode.window.showInformationMessage(
      t('{0} is none of the endpoints any more: add it, and begin a new migration.', gone.name),
    );
    return undefined;
  }
  const rest = { ...plan };
  for (const name of ['sourceDatabase', 'targetDatabase']) Reflect.deleteProperty(rest, name);
  const choice = { ...migrationChoice(desk.settings), ...rest };
  const ends = { sourceId: source.id, targetId: target.id };
  return await desk.migrations.create(desk.newId(), ends, choice, {
    step: 'run',
    route: 'copy',
    runId: id,
  });
}

async function choose(desk: Desk): Promise<KeptMigration | undefined> {
  const nameOf = (id: string | null): string =>
    (id === null ? undefined : (strangeEnd(id) ?? desk.endpoints.find(id))?.name) ?? '…';
  const items = desk.migrations.list().map((migration) => ({
    label: `${nameOf(migration.sourceId)} → ${nameOf(migration.targetId)}`,
    description: momentText(migration.changedAt),
    migration,
  }));
  if (items.length === 0) {
    await vscode.window.showInformationMessage(t('There is no migration yet.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: t('Which migration do you want to open?'),
  });
  return picked?.migration;
}
