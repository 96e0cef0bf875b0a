import type { RdbFacts } from '../model/rdbFacts';
import type { Route } from '../model/route';
import { t } from '../model/t';
import { describeServer } from '../rdb/serverFormat';

/** Where the server listens that holds the file for a copy. */
const HELPER_PORT = 6380;

/** What the steps name. */
interface FileNames {
  /** Path of the file. */
  readonly source: string;
  readonly target: string;
  /** The command that creates the target from a file in S3. */
  readonly creation: string;
}

/** What to do where the source is an RDB file; nothing for routes that begin at a server. */
export function fileSteps(route: Route, writer: RdbFacts['writer'], names: FileNames): readonly string[] {
  const file = quoted(names.source);
  switch (route) {
    case 'copy': {
      const helper = `redis://127.0.0.1:${String(HELPER_PORT)}`;
      const copy = `elasticache-migrator copy --source ${helper} --target ${names.target}`;
      return [
        t(
          'Beside the target, where it can be reached, put a copy of the file into an empty folder as dump.rdb: {0}',
          `cp ${file} FOLDER/dump.rdb`,
        ),
        t(
          'Load it into {0} or newer: {1}',
          describeServer(writer),
          `${writer.product}-server --dir FOLDER --dbfilename dump.rdb --appendonly no --save '' --maxmemory 0 --port ${String(HELPER_PORT)}`,
        ),
        t('Rehearse: {0}', `${copy} --sample 10000 --dry-run`),
        t('Copy and prove: {0}', `${copy} --verify full`),
        t('End that server, and point the clients to the target.'),
      ];
    }
    case 'seed-from-rdb':
      return [
        t(
          'Put the file into an S3 bucket in the region of the new cache: {0}',
          `aws s3 cp ${file} s3://BUCKET/dump.rdb`,
        ),
        t('Create the cache from it: {0}', names.creation),
        t('Compare the number of keys of each database with this report: INFO keyspace of the new cache.'),
        t('Point the clients to the target.'),
      ];
    case 'file-import':
      return [
        t('Stop the target, and put its own file and append-only files aside.'),
        t('Put the file where its settings dir and dbfilename say: {0}', `cp ${file} DIR/dump.rdb`),
        t(
          'Start it with appendonly no, since it would load append-only files instead; turn appendonly on later by CONFIG SET.',
        ),
        t('Compare the number of keys of each database with this report: INFO keyspace of the target.'),
        t('Point the clients to the target.'),
      ];
    case 'live-copy':
    case 'online-migration':
    case 'snapshot-copy':
    case 'engine-upgrade':
      return [];
  }
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
