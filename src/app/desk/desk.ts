import type { LogOutputChannel } from 'vscode';
import type { PairIds } from '../../bridge/guard';
import type { Catalog } from '../../core/catalog';
import type { CarryOut } from '../../core/copy/carryOut';
import type { Clock, Connect, ListCaches, Log } from '../../core/ports';
import type { ReadTrust } from '../../core/dial';
import type { Check } from '../../core/rules/check';
import type { CheckRdb } from '../../core/rules/checkRdb';
import type { CarryVerify } from '../../core/verify/carryVerify';
import type { OpenedCloud } from '../cloud/openCloud';
import type { DialEndpoint } from './dialEndpoint';
import type { EndpointStore } from './endpointStore';
import type { Migrations } from './migrations';
import type { OpenEndpoint } from './openEndpoint';
import type { Profiles } from './profiles';
import type { Questions } from './questions';
import type { Runs } from './runs';
import type { Secrets } from './secrets';
import type { Settings } from './settings';
import type { ShowFailure } from './showFailure';

/** What commands and views work with. Built once, by the front door. */
export interface Desk {
  readonly channel: LogOutputChannel;
  readonly log: Log;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly connect: Connect;
  readonly listCaches: ListCaches;
  readonly catalog: Catalog;
  /** Opened when it is first wanted, and then the same for everyone. */
  readonly openCloud: () => Promise<OpenedCloud>;
  readonly dial: DialEndpoint;
  /** Reads the files that TLS with an endpoint goes by. */
  readonly readTrust: ReadTrust;
  readonly open: OpenEndpoint;
  readonly check: Check;
  readonly checkRdb: CheckRdb;
  /** Not in this thread: a copy works too hard for it. */
  readonly carryOut: CarryOut;
  /** In a thread as well. */
  readonly carryVerify: CarryVerify;
  /** Loaded when the first is asked. */
  readonly questions: () => Promise<Questions>;
  readonly endpoints: EndpointStore;
  readonly secrets: Secrets;
  readonly profiles: Profiles;
  readonly runs: Runs;
  readonly migrations: Migrations;
  readonly showFailure: ShowFailure;
  /** A new identifier, unique for all time. */
  readonly newId: () => string;
  /** An identifier for a run that begins, by which the command line can resume it as well. */
  readonly newRunId: () => string;
  readonly pages: Pages;
  /** Shows a run in the Migrations view. */
  readonly revealRun: (runId: string) => PromiseLike<void>;
}

/** The pages that stand beside editors. */
export interface Pages {
  /** Opens the page that checks a pair, or shows the one that is open; at the finding of a rule, if one is given. */
  openCheck(ids: PairIds, rule?: string): void;
  /** Whether the page of a migration is open and in sight. */
  isMigrationInSight(id: string): boolean;
  /** Opens the page of a migration, or shows the one that is open. */
  openMigration(id: string): void;
  /** Closes the page of a migration, if it is open. */
  closeMigration(id: string): void;
}
