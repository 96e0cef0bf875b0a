import * as vscode from 'vscode';
import { plannedOf, strangeEnd } from '../../desk/checkEnd';
import type { Desk } from '../../desk/desk';
import { readGates } from '../../desk/gateFacts';
import { lookAtEnds } from '../../desk/lookAtEnds';
import { inBackground } from '../../desk/inBackground';
import type { RunHistory } from '../../desk/runHistory';
import { loadPage } from '../pageFiles';
import type { PagePlace } from '../pageFiles';
import { carryOutErrand } from './wizardErrands';
import { confirmVerify } from './confirmVerify';
import { KeptFindings } from './keptFindings';
import { tabTitle } from './tabTitle';
import { storedFiles } from './storedFiles';
import { WizardSession } from './wizardSession';
import { t } from '../../../core/model/t';

/** What the pages of migrations work with. */
export interface WizardDesk {
  readonly desk: Desk;
  readonly history: RunHistory;
  readonly place: PagePlace;
}

/** Makes the page of a migration in a panel, new or left over from before a reload of the window. */
export function wizardPanel(
  { desk, history, place }: WizardDesk,
  panel: vscode.WebviewPanel,
  id: string,
): void {
  if (desk.migrations.isStrange(id)) {
    tellStrange(desk, panel);
    return;
  }
  const hideKeyNames = (): boolean => desk.settings.hideKeyNames();
  const files = storedFiles(vscode.Uri.joinPath(place.globalStorageUri, 'migrations'), (name) =>
    desk.migrations.list().some((migration) => name.startsWith(`${migration.id}.`)),
  );
  const { version } = place.extension.packageJSON as { readonly version: string };
  const session: WizardSession = new WizardSession({
    id,
    migrations: desk.migrations,
    find: (endpointId) =>
      plannedOf(endpointId) === null ? desk.endpoints.find(endpointId) : strangeEnd(endpointId),
    profiles: desk.profiles,
    runs: desk.runs,
    history,
    isTrusted: () => vscode.workspace.isTrusted,
    look: (source, target, signal, databases) =>
      lookAtEnds(desk, source, target, signal, {
        names: hideKeyNames() ? 'hidden' : 'shown',
        databases,
      }),
    readGates: (source, target, signal) => readGates(desk, source, target, signal),
    verify: (state, repair, hold) => confirmVerify(desk, state, repair, hold),
    kept: new KeptFindings(files, id, version, hideKeyNames),
    hideKeyNames,
    post: (message) => {
      panel.title = t('Migrate: {0}', tabTitle(message.view.title));
      inBackground(desk.log, 'Telling the migration page', panel.webview.postMessage(message));
    },
    run: (errand, state) => carryOutErrand(desk, session, errand, state),
    clock: desk.clock,
    log: desk.log,
  });
  const subscriptions = [
    panel.webview.onDidReceiveMessage((message: unknown) => {
      session.receive(message);
    }),
    // An end may be renamed, edited or removed.
    desk.endpoints.onDidChange(() => {
      session.show();
    }),
    session,
  ];
  panel.onDidDispose(() => {
    vscode.Disposable.from(...subscriptions).dispose();
  });
  loadPage(panel, place.extensionUri, { kind: 'wizard', nonce: desk.newId(), icon: 'migrate' });
}

/** Nothing of what is kept is touched: the version that wrote it reads it. */
function tellStrange({ log, showFailure }: Desk, panel: vscode.WebviewPanel): void {
  panel.dispose();
  log.warn('A migration that this version cannot read was left as it is.');
  showFailure({
    code: 'run.damaged',
    message: t(
      'Could not open the migration: another version of ElastiCache Migrator wrote it. Open it with that version, or begin a new migration; nothing of it was changed.',
    ),
  });
}
