import './app/desk/speakAsEditor';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { registerCommands } from './app/commands/registerCommands';
import { askMfaCode } from './app/desk/askMfaCode';
import { confOnDemand } from './app/conf/confOnDemand';
import { tellInterruptions } from './app/commands/tellInterruptions';
import { cloudView } from './app/cloud/cloudView';
import type { Desk } from './app/desk/desk';
import { endpointOf, strangeEndpoint } from './app/desk/endpointOf';
import { EndpointStore } from './app/desk/endpointStore';
import { dialEndpoint } from './app/desk/dialEndpoint';
import { channelLog } from './app/desk/log';
import { Migrations } from './app/desk/migrations';
import { openEndpoint } from './app/desk/openEndpoint';
import { Profiles } from './app/desk/profiles';
import { reportDocuments } from './app/desk/reports';
import { Runs } from './app/desk/runs';
import { runStatusBar } from './app/desk/runStatusBar';
import { Secrets } from './app/desk/secrets';
import { editorSettings } from './app/desk/settings';
import { failurePresenter } from './app/desk/showFailure';
import { tellHasCopied } from './app/desk/tellHasCopied';
import { AllPages } from './app/panel/allPages';
import { endpointsView } from './app/tree/endpointsView';
import { MigrationsView } from './app/tree/migrationsView';
import { lazyCatalog } from './core/lazyCatalog';
import { connectByAws } from './core/connectByAws';
import { once } from './core/once';
import type { Connect, ListCaches, SignInByAws } from './core/ports';
import { askCloud } from './core/rules/askCloud';
import { checkRdb } from './node/checkRdb';
import { copyThread, verifyThread } from './node/copyThread';
import { endpointTrust } from './node/endpointTrust';
import { environmentEndpoints } from './node/environmentEndpoints';
import { newRunId, runFolder } from './node/runFolder';
import { systemClock } from './node/systemClock';
import { unfinishedRuns } from './node/unfinishedRuns';

/** Sockets and their client are loaded when the first connection is made, not when the window opens. */
const connectPlainly: Connect = async (...asked) => (await import('./redis/connect')).connect(...asked);

/** So are the rules of a check, when something is checked. */
const rules = once(() => import('./core/rules/check'));

/** The AWS SDK is loaded when someone first asks AWS. */
const aws = once(async () => (await import('./aws/openAws')).openAws(askMfaCode));
const listCaches: ListCaches = async (signal) => await (await aws()).listCaches(signal);
const signIn: SignInByAws = async (...asked) => await (await aws()).signIn(...asked);
const connect = connectByAws(connectPlainly, signIn);

/** The front door: builds each object once and hands it to those who work with it. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('ElastiCache Migrator', { log: true });
  const log = channelLog(channel);
  const secrets = new Secrets(context.secrets);
  const dial = dialEndpoint(secrets, endpointTrust);
  const open = openEndpoint(connect, dial);
  const profiles = new Profiles(open, log);
  const endpoints = new EndpointStore(context.globalState, environmentEndpoints(process.env));
  // That of the command line, so that either can go on with what the other began.
  const folder = runFolder(process.env);
  const runs = new Runs(context.globalState, log, {
    unfinished: unfinishedRuns(folder),
    nameEnd: (end) => endpointOf(endpoints.list(), end) ?? strangeEndpoint(end),
  });
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist', 'copyWorker.cjs').fsPath;
  const migrations = new Migrations(context.globalState, systemClock);
  const view = new MigrationsView(runs, migrations, endpoints);
  const catalog = lazyCatalog(async () => (await aws()).catalog);
  const openCloud = once(async () =>
    (await import('./app/cloud/openCloud')).openCloud(catalog, context.workspaceState, log),
  );
  const desk: Desk = {
    channel,
    log,
    clock: systemClock,
    settings: editorSettings,
    connect,
    listCaches,
    catalog,
    openCloud,
    dial,
    readTrust: endpointTrust,
    open,
    check: askCloud(async (...asked) => (await rules()).check(...asked), listCaches, log),
    checkRdb: checkRdb(rules),
    carryOut: copyThread(worker, folder, signIn),
    carryVerify: verifyThread(worker, signIn),
    questions: async () => (await import('./app/questions/endpointQuestions')).endpointQuestions(desk),
    endpoints,
    secrets,
    profiles,
    runs,
    migrations,
    showFailure: failurePresenter(log),
    newId: randomUUID,
    newRunId: () => newRunId(systemClock.now()),
    get pages() {
      return pages;
    },
    revealRun: (runId) => view.reveal(runId),
  };
  const pages = new AllPages(desk, context, () => import('./app/panel/wizard/wizardPanel'));
  context.subscriptions.push(
    channel,
    confOnDemand(() => import('./app/conf/confLanguage'), log),
    runs,
    profiles,
    pages,
    view,
    cloudView(desk),
    endpointsView(desk),
    runStatusBar(runs),
    tellHasCopied(runs, log),
    reportDocuments(runs, desk.settings),
    registerCommands(desk),
    tellInterruptions(desk, context.globalState),
  );
  runs.lookInBackground();
}
