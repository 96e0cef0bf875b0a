import * as vscode from 'vscode';
import { toFailure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { ConfCommandId } from '../conf/confCommandIds';
import type { Desk } from '../desk/desk';
import { COMMANDS } from '../ids';
import type { CommandId } from '../ids';
import { selectProfile } from './selectProfile';
import { selectRegions } from './selectRegions';
import { refreshCaches } from './refreshCaches';
import { cancelCaches } from './cancelCaches';
import { signInToAws } from './signInToAws';
import { addCacheAsEndpoint } from './addCache';
import { checkCache } from './checkCache';
import { migrateToCache } from './migrateToCache';
import { copyCacheAddress } from './copyCacheAddress';
import { openInConsole } from './openInConsole';
import { addEndpoint } from './addEndpoint';
import { addFromElastiCache } from './addFromElastiCache';
import { cancelRun } from './cancelRun';
import { checkCompatibility } from './checkCompatibility';
import { openFinding } from './openFinding';
import { connectionOptions } from './connectionOptions';
import { checkRdbFile } from './checkRdbFile';
import { copyConnectionString } from './copyConnectionString';
import { copyData } from './copyData';
import { discardMigration } from './discardMigration';
import { discardRun } from './discardRun';
import { editEndpoint } from './editEndpoint';
import { newMigration } from './newMigration';
import { openMigration } from './openMigration';
import { openReport } from './openReport';
import { pauseRun } from './pauseRun';
import { refresh } from './refresh';
import { removeEndpoint } from './removeEndpoint';
import { resumeRun } from './resumeRun';
import { retryEndpoint } from './retryEndpoint';
import { revealRun } from './revealRun';
import { setUpTunnel } from './setUpTunnel';
import { showLog } from './showLog';
import { testConnection } from './testConnection';

/** A command. `argument` is what it was called for: a row of a tree, an id, or nothing; `selected`: all rows that are. */
type Command = (desk: Desk, argument: unknown, selected?: unknown) => Promise<unknown>;

/** What each command does. Every id stands here once: the compiler sees to it. Those on redis.conf are loaded with the rest of it. */
const TABLE: Record<Exclude<CommandId, ConfCommandId>, Command> = {
  [COMMANDS.addEndpoint]: addEndpoint,
  [COMMANDS.addFromElastiCache]: addFromElastiCache,
  [COMMANDS.editEndpoint]: editEndpoint,
  [COMMANDS.connectionOptions]: connectionOptions,
  [COMMANDS.setUpTunnel]: setUpTunnel,
  [COMMANDS.removeEndpoint]: removeEndpoint,
  [COMMANDS.testConnection]: testConnection,
  [COMMANDS.retryEndpoint]: retryEndpoint,
  [COMMANDS.copyConnectionString]: copyConnectionString,
  [COMMANDS.newMigration]: newMigration,
  [COMMANDS.openMigration]: openMigration,
  [COMMANDS.discardMigration]: discardMigration,
  [COMMANDS.checkCompatibility]: checkCompatibility,
  [COMMANDS.openFinding]: openFinding,
  [COMMANDS.checkRdbFile]: checkRdbFile,
  [COMMANDS.copyData]: copyData,
  [COMMANDS.pauseRun]: pauseRun,
  [COMMANDS.resumeRun]: resumeRun,
  [COMMANDS.cancelRun]: cancelRun,
  [COMMANDS.discardRun]: discardRun,
  [COMMANDS.openReport]: openReport,
  [COMMANDS.revealRun]: revealRun,
  [COMMANDS.selectProfile]: selectProfile,
  [COMMANDS.selectRegions]: (desk) => selectRegions(desk),
  [COMMANDS.refreshCaches]: refreshCaches,
  [COMMANDS.cancelCaches]: cancelCaches,
  [COMMANDS.signInToAws]: signInToAws,
  [COMMANDS.addCache]: addCacheAsEndpoint,
  [COMMANDS.checkCache]: checkCache,
  [COMMANDS.migrateToCache]: migrateToCache,
  [COMMANDS.copyCacheAddress]: copyCacheAddress,
  [COMMANDS.openInConsole]: openInConsole,
  [COMMANDS.refresh]: refresh,
  [COMMANDS.showLog]: showLog,
};

/** Registers every command. What a command throws ends in a notification, never unhandled. */
export function registerCommands(desk: Desk): vscode.Disposable {
  const registrations = Object.entries(TABLE).map(([id, command]) =>
    vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
      try {
        return await command(desk, argument, selected);
      } catch (error) {
        desk.showFailure(toFailure(error, t('Could not carry out the command')));
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
