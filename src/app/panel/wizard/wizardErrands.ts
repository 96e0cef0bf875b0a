import * as vscode from 'vscode';
import { clientSnippets } from '../../../core/report/clientSnippets';
import type { Endpoint } from '../../../core/model/endpoint';
import { toFailure } from '../../../core/model/failure';
import { askEndpoint } from '../../commands/askEndpoint';
import { confirmCopy } from '../../commands/confirmCopy';
import { startCopy } from '../../commands/startCopy';
import { isPlanned } from '../../desk/checkEnd';
import type { Desk } from '../../desk/desk';
import { jobOf } from '../../desk/jobOf';
import { migrationChoice } from '../../desk/migrationChoice';
import type { MigrationEnds } from '../../desk/migrations';
import { openReportDocument } from '../../desk/reports';
import { requireTrust } from '../../desk/trust';
import { offeredSetting } from '../../desk/offeredSettings';
import { useSetting } from '../../desk/useSetting';
import { COMMANDS, SETTINGS } from '../../ids';
import { withSetting } from './copySettingsShown';
import { REHEARSED_KEYS } from './rehearsal';
import type { WizardSession } from './wizardSession';
import type { WizardState } from './wizardState';
import type { WizardErrand } from './wizardWorld';
import { t } from '../../../core/model/t';

/** Does what a page asks for outside of it. What goes wrong is told to the user. */
export async function carryOutErrand(
  desk: Desk,
  session: Pick<WizardSession, 'setEnd' | 'began'>,
  errand: WizardErrand,
  state: WizardState,
): Promise<void> {
  try {
    await carryOut(desk, session, errand, state);
  } catch (error) {
    desk.showFailure(toFailure(error, t('Could not carry that out')));
  }
}

async function carryOut(
  desk: Desk,
  session: Pick<WizardSession, 'setEnd' | 'began'>,
  errand: WizardErrand,
  state: WizardState,
): Promise<void> {
  const { migration, source, target, run } = state;
  switch (errand.type) {
    case 'end.choose': {
      if (!(await requireTrust(t('Migrating data')))) return;
      const { sourceId, targetId } = migration;
      const [active, other] = errand.end === 'source' ? [sourceId, targetId] : [targetId, sourceId];
      const endpoint = await askEndpoint(desk, {
        title: t('New Migration'),
        placeholder:
          errand.end === 'source' ? t('Migrate from which endpoint?') : t('Migrate into which endpoint?'),
        ...(active === null ? {} : { active }),
        // Nothing goes from an endpoint into itself; Swap turns the two round.
        ...(other === null ? {} : { except: other }),
        ...(errand.end === 'target' ? { planned: true } : {}),
      });
      if (endpoint === undefined) return;
      session.setEnd(errand.end, endpoint.id);
      // What it is belongs in the picture.
      if (!isPlanned(endpoint)) await desk.profiles.ensure(endpoint);
      return;
    }
    case 'endpoint.edit':
      await vscode.commands.executeCommand(
        COMMANDS.editEndpoint,
        (errand.end === 'source' ? source : target)?.id,
      );
      return;
    case 'tunnel.setUp':
      await vscode.commands.executeCommand(
        COMMANDS.setUpTunnel,
        (errand.end === 'source' ? source : target)?.id,
      );
      return;
    case 'check.open':
      if (source !== undefined) desk.pages.openCheck({ source: source.id, target: target?.id ?? null });
      return;
    case 'copy.change':
      await desk.migrations.change(migration.id, {
        choice: await (await desk.questions()).options(t('New Migration'), migration.choice),
      });
      return;
    case 'copy.rehearse':
      if (await trusted(source, target)) await rehearse(desk, session, state);
      return;
    case 'run.start':
      if (source === undefined || target === undefined || !(await requireTrust(t('Copying data')))) return;
      await confirmCopy(
        desk,
        jobOf(source, target, migration.choice, desk.settings.lanes()),
        migration.choice,
        (runId) => {
          session.began({ runId });
        },
      );
      return;
    case 'run.resume':
      await vscode.commands.executeCommand(COMMANDS.resumeRun, run?.id);
      return;
    case 'run.report':
      if (run?.state === 'finished') await openReportDocument(run);
      return;
    case 'snippet.copy':
      await copySnippet(state, errand.client);
      return;
    case 'wayBack.begin':
      if (source !== undefined && target !== undefined) {
        await beginWayBack(desk, migration.id, { sourceId: target.id, targetId: source.id });
      }
      return;
    case 'report.save':
      await saveReport(desk, state, errand.format);
      return;
    case 'text.copy':
      await vscode.env.clipboard.writeText(errand.text);
      return;
    case 'setting.use':
      await settle(desk, errand.rule, state);
      return;
    case 'log.show':
      await vscode.commands.executeCommand(COMMANDS.showLog);
  }
}

/** A migration in the other direction, which says on its page what it is the way back of. */
async function beginWayBack(desk: Desk, wayBackOf: string, ends: MigrationEnds): Promise<void> {
  if (!(await requireTrust(t('Migrating data')))) return;
  const choice = migrationChoice(desk.settings);
  const { id } = await desk.migrations.create(desk.newId(), ends, choice, { wayBackOf });
  desk.pages.openMigration(id);
}

/** What a migration does is chosen for itself: a setting is for those that are begun later. */
async function settle(desk: Desk, rule: string, { migration }: WizardState): Promise<void> {
  const { id, choice } = migration;
  const name = offeredSetting(rule)?.name;
  if (name === SETTINGS.onConflict) {
    await desk.migrations.change(id, { step: 'route' });
    return;
  }
  if (name === SETTINGS.databases || name === SETTINGS.types) {
    const chosen = await (await desk.questions()).options(t('New Migration'), choice);
    await desk.migrations.change(id, { choice: chosen });
    return;
  }
  if (name === SETTINGS.autoPace) {
    await desk.migrations.change(id, { choice: withSetting(choice, 'pace', 'auto') });
  }
  await useSetting(rule);
}

async function trusted(source: Endpoint | undefined, target: Endpoint | undefined): Promise<boolean> {
  return source !== undefined && target !== undefined && (await requireTrust(t('Rehearsing')));
}

/** Reads and converts some keys, and writes nothing: so it need not be confirmed. */
async function rehearse(
  desk: Desk,
  session: Pick<WizardSession, 'began'>,
  { source, target, migration }: WizardState,
): Promise<void> {
  if (source === undefined || target === undefined) return;
  const choice = { ...migration.choice, dryRun: true, sample: REHEARSED_KEYS };
  await startCopy(desk, jobOf(source, target, choice, desk.settings.lanes()), (rehearsalId) => {
    session.began({ rehearsalId });
  });
}

async function copySnippet({ target, profiles }: WizardState, client: string): Promise<void> {
  if (target === undefined) return;
  const snippets = clientSnippets(target.address, profiles.target?.mode ?? 'standalone');
  const snippet = snippets.find((one) => one.client === client);
  if (snippet === undefined) return;
  await vscode.env.clipboard.writeText(snippet.code);
  vscode.window.setStatusBarMessage(t('Copied: {0}', snippet.name), 3000);
}

/** Where the user says; nothing is written when no place is chosen. */
async function saveReport(desk: Desk, state: WizardState, format: 'markdown' | 'json'): Promise<void> {
  const ending = format === 'markdown' ? 'md' : 'json';
  const [source, target] = [state.source?.name ?? t('source'), state.target?.name ?? t('target')];
  const name = t('{0} to {1}', source, target).replace(/[/\\?#%:]/g, '-');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder === undefined ? undefined : vscode.Uri.joinPath(folder, `${name}.${ending}`);
  const place = await vscode.window.showSaveDialog({
    ...(defaultUri === undefined ? {} : { defaultUri }),
    filters: format === 'markdown' ? { Markdown: ['md'] } : { JSON: ['json'] },
    title: t('Save Report'),
  });
  if (place === undefined) return;
  // Loaded when the first is saved: the page needs none of it.
  const { migrationReport } = await import('./migrationReport');
  const text = migrationReport(state, format, desk.clock.now());
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(place, { preview: false });
}
