import * as vscode from 'vscode';
import type { PairIds } from '../../bridge/guard';
import type { HostMessage } from '../../bridge/messages';
import type { Log } from '../../core/ports';
import type { Check } from '../../core/rules/check';
import type { CheckRdb } from '../../core/rules/checkRdb';
import type { EndpointStore } from '../desk/endpointStore';
import { strangeEnd } from '../desk/checkEnd';
import { lookAtEnds } from '../desk/lookAtEnds';
import type { Questions } from '../desk/questions';
import { inBackground } from '../desk/inBackground';
import type { OpenEndpoint } from '../desk/openEndpoint';
import type { Profiles } from '../desk/profiles';
import type { Clock } from '../../core/ports';
import { checkDocument } from '../../core/report/checkDocument';
import { checkMarkdown } from '../../core/report/checkMarkdown';
import type { Settings } from '../desk/settings';
import { isWholeProfile } from '../../core/model/partialProfile';
import { COMMANDS } from '../ids';
import { useSetting } from '../desk/useSetting';
import { CheckSession } from './checkSession';
import type { Errand } from './checkSession';
import { loadPage } from './pageFiles';
import { t } from '../../core/model/t';

/** What the check pages work with. */
export interface PanelDesk {
  readonly extensionUri: vscode.Uri;
  readonly open: OpenEndpoint;
  readonly check: Check;
  readonly checkRdb: CheckRdb;
  readonly questions: () => Promise<Pick<Questions, 'readPlanned'>>;
  readonly endpoints: EndpointStore;
  readonly profiles: Profiles;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** New and not to be guessed. */
  readonly newId: () => string;
}

/** Makes the page of a pair in a panel, new or left over from before a reload of the window. */
export function checkPanel(desk: PanelDesk, panel: vscode.WebviewPanel, ids: PairIds): CheckSession {
  const session = new CheckSession({
    ids,
    find: (id) => strangeEnd(id) ?? desk.endpoints.find(id),
    isTrusted: () => vscode.workspace.isTrusted,
    look: (source, target, signal) =>
      lookAtEnds(desk, source, target, signal, {
        names: desk.settings.hideKeyNames() ? 'hidden' : 'shown',
        databases: desk.settings.databases(),
      }),
    keep: ({ profile: { source, target }, findings }) => {
      const name =
        ids.target === null
          ? null
          : ((strangeEnd(ids.target) ?? desk.endpoints.find(ids.target))?.name ?? null);
      // Of an end that does not tell all, the tree goes on to say why not.
      if (isWholeProfile(source) && strangeEnd(ids.source) === undefined)
        desk.profiles.put(ids.source, source, { target: name, targetId: ids.target, findings });
      const kept = ids.target !== null && strangeEnd(ids.target) === undefined ? ids.target : null;
      if (kept !== null && target !== null && isWholeProfile(target)) {
        desk.profiles.put(kept, target);
      }
    },
    post: (message: HostMessage) => {
      panel.title = titleOf(message);
      inBackground(desk.log, 'Telling the check page', panel.webview.postMessage(message));
    },
    run: (errand) => {
      inBackground(desk.log, 'A command of the check page', runErrand(errand, ids));
    },
    clock: desk.clock,
    log: desk.log,
  });
  panel.webview.onDidReceiveMessage((message: unknown) => {
    session.receive(message);
  });
  panel.onDidDispose(() => {
    session.dispose();
  });
  loadPage(panel, desk.extensionUri, { kind: 'check', nonce: desk.newId(), icon: 'check' });
  return session;
}

async function runErrand(errand: Errand, { source, target }: PairIds): Promise<void> {
  switch (errand.type) {
    case 'copy.open':
      if (strangeEnd(source) !== undefined || (target !== null && strangeEnd(target) !== undefined)) {
        await vscode.window.showInformationMessage(
          t('Only what runs can be copied. The steps of each route tell how to go on from here.'),
        );
        return;
      }
      await vscode.commands.executeCommand(COMMANDS.copyData, { subject: source, target });
      return;
    case 'target.choose':
      await vscode.commands.executeCommand(COMMANDS.checkCompatibility, { subject: source });
      return;
    case 'endpoint.edit':
      await vscode.commands.executeCommand(COMMANDS.editEndpoint, errand.end === 'source' ? source : target);
      return;
    case 'tunnel.setUp':
      await vscode.commands.executeCommand(COMMANDS.setUpTunnel, errand.end === 'source' ? source : target);
      return;
    case 'text.copy':
      await vscode.env.clipboard.writeText(errand.text);
      return;
    case 'setting.use':
      await useSetting(errand.rule);
      return;
    case 'report.open': {
      const { format, report } = errand;
      const content =
        format === 'json' ? `${JSON.stringify(checkDocument(report), null, 2)}\n` : checkMarkdown(report);
      const document = await vscode.workspace.openTextDocument({ language: format, content });
      await vscode.window.showTextDocument(document, { preview: false });
      return;
    }
    case 'log.show':
      await vscode.commands.executeCommand(COMMANDS.showLog);
      return;
  }
}

function titleOf({ pair: { source, target } }: HostMessage): string {
  return target === null ? t('Check: {0}', source.name) : t('Check: {0} → {1}', source.name, target.name);
}
