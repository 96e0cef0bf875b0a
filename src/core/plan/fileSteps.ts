import type { RdbFacts } from '../model/rdbFacts';
import type { Route } from '../model/route';
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
        `Beside the target, where it can be reached, put a copy of the file into an empty folder as dump.rdb: cp ${file} FOLDER/dump.rdb`,
        `Load it into ${describeServer(writer)} or newer: ${writer.product}-server --dir FOLDER --dbfilename dump.rdb --appendonly no --save '' --maxmemory 0 --port ${String(HELPER_PORT)}`,
        `Rehearse: ${copy} --sample 10000 --dry-run`,
        `Copy and prove: ${copy} --verify full`,
        'End that server, and point the clients to the target.',
      ];
    }
    case 'seed-from-rdb':
      return [
        `Put the file into an S3 bucket in the region of the new cache: aws s3 cp ${file} s3://BUCKET/dump.rdb`,
        `Create the cache from it: ${names.creation}`,
        'Compare the number of keys of each database with this report: INFO keyspace of the new cache.',
        'Point the clients to the target.',
      ];
    case 'file-import':
      return [
        'Stop the target, and put its own file and append-only files aside.',
        `Put the file where its settings dir and dbfilename say: cp ${file} DIR/dump.rdb`,
        'Start it with appendonly no, since it would load append-only files instead; turn appendonly on later by CONFIG SET.',
        'Compare the number of keys of each database with this report: INFO keyspace of the target.',
        'Point the clients to the target.',
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
