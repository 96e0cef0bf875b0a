import { fileSteps } from './fileSteps';
import type { RdbFacts } from '../model/rdbFacts';
import type { Route } from '../model/route';
import { isLoopback } from './isLoopback';

const CACHE_ID = 'CACHE_ID';
/** AWS connects from a machine of its own, where a loopback address is that machine. */
const PRIVATE_ADDRESS = 'SOURCE_PRIVATE_ADDRESS';
const ARN = 'arn:aws:s3:::BUCKET/dump.rdb';

/** What to call an end in steps and commands. */
export interface EndName {
  /** `redis://10.0.0.5:6379`, without a secret; or what else names it: a file, or words for an address to fill in. */
  readonly url: string;
  /** null where there is none (yet). */
  readonly host: string | null;
  readonly port: number;
  /** The id of its replication group or cache; null when it has none, or it is not known. */
  readonly cacheId: string | null;
  /** The command that creates it, when it is yet to be created. */
  readonly creation?: string;
}

/** What to call the two ends in steps and commands. */
export interface Names {
  /** `redis://10.0.0.5:6379`, without a secret. */
  readonly source: string;
  readonly target: string;
  /** Host and port of the source, as AWS asks for them. */
  readonly sourceHost: string;
  readonly sourcePort: number;
  /** The id of the target's replication group or cache; null when it is not known. */
  readonly cacheId: string | null;
  /** The target is a serverless cache: what AWS asks for of an online migration into it is only partly looked at. */
  readonly serverless?: boolean;
  /** The command that creates the target, when it is yet to be created. */
  readonly creation?: string;
  /** Present when the source is an RDB file: a server that reads it. */
  readonly file?: RdbFacts['writer'];
}

/** What to do, in order. Commands are filled in as far as is known; nothing is run. */
export function routeSteps(route: Route, names: Names): readonly string[] {
  const needsCache = route === 'copy' || route === 'online-migration';
  const steps =
    names.file === undefined
      ? stepsOf(route, names)
      : fileSteps(route, names.file, {
          ...names,
          creation: creationFrom(ARN, names.cacheId ?? CACHE_ID, names),
        });
  if (names.creation === undefined || !needsCache) return steps;
  return [`Create the cache, and wait until it is available: ${names.creation} …`, ...steps];
}

function stepsOf(route: Route, names: Names): readonly string[] {
  const { source, target, sourceHost, sourcePort } = names;
  const cache = names.cacheId ?? CACHE_ID;
  const ends = `--source ${source} --target ${target}`;
  const host = isLoopback(sourceHost) ? PRIVATE_ADDRESS : sourceHost;
  const node = `Address=${host},Port=${String(sourcePort)}`;
  switch (route) {
    case 'copy':
      return [
        `Rehearse: elasticache-migrator copy ${ends} --sample 10000 --dry-run`,
        'Stop the writers of the source.',
        `Copy and prove: elasticache-migrator copy ${ends} --verify full`,
        'Point the clients to the target, and keep the source until they have settled.',
      ];
    case 'live-copy':
      return [
        'This version cannot keep up with writes yet: take the route copy, or online-migration where it is ready.',
      ];
    case 'online-migration':
      if (names.serverless === true) return intoServerless(ends, `${host}:${String(sourcePort)}`);
      return [
        `Test: aws elasticache test-migration --replication-group-id ${cache} --customer-node-endpoint-list ${node}`,
        `Start: aws elasticache start-migration --replication-group-id ${cache} --customer-node-endpoint-list ${node}`,
        'Wait until INFO replication of the target says master_link_status:up, and the lag is small.',
        'Stop the writers of the source, and wait until both replication offsets are equal.',
        `Complete: aws elasticache complete-migration --replication-group-id ${cache}`,
        `Prove: elasticache-migrator verify ${ends}`,
        'Point the clients to the target. There is no way back by AWS: keep the source.',
      ];
    case 'seed-from-rdb':
      return [
        'Stop the writers of the source, and write its file: redis-cli BGSAVE, then wait for rdb_bgsave_in_progress:0.',
        'Put dump.rdb into an S3 bucket in the region of the new cache: aws s3 cp dump.rdb s3://BUCKET/dump.rdb',
        `Create the cache from it: ${creationFrom(ARN, cache, names)}`,
        `Prove: elasticache-migrator verify ${ends}`,
        'Point the clients to the target.',
      ];
    case 'snapshot-copy':
      return [
        'Stop the writers of the source.',
        'Take a snapshot: aws elasticache create-snapshot --replication-group-id SOURCE_ID --snapshot-name NAME',
        'Export it to a bucket in its region: aws elasticache copy-snapshot --source-snapshot-name NAME --target-snapshot-name NAME-export --target-bucket BUCKET',
        'Copy the file to a bucket in the region of the target: aws s3 cp s3://BUCKET/NAME-export-0001.rdb s3://OTHER_BUCKET/',
        `Create the cache from it: ${creationFrom('arn:aws:s3:::OTHER_BUCKET/NAME-export-0001.rdb', cache, names)}`,
        `Prove: elasticache-migrator verify ${ends}`,
      ];
    case 'engine-upgrade':
      return [
        'Create a parameter group of the new family with the values that differ from its defaults.',
        'Take a snapshot, which is the way back: aws elasticache create-snapshot --replication-group-id SOURCE_ID --snapshot-name before-upgrade',
        'Upgrade: aws elasticache modify-replication-group --replication-group-id SOURCE_ID --engine valkey --engine-version VERSION --cache-parameter-group-name GROUP --apply-immediately',
      ];
    case 'file-import':
      return [
        'Stop the writers of the source, and write its file: redis-cli BGSAVE, then wait for rdb_bgsave_in_progress:0.',
        'Load the file into a server of the source’s version beside the target: redis-server --dir FOLDER --dbfilename dump.rdb',
        `Copy from there: elasticache-migrator copy --source redis://127.0.0.1:6379 --target ${target} --verify full`,
      ];
  }
}

function intoServerless(ends: string, source: string): readonly string[] {
  return [
    `Prepare and start the migration in the console of ElastiCache, from ${source}: it tests first what AWS asks for.`,
    'Stop the writers of the source, wait until the console says that the two are in sync, and complete it there.',
    `Prove: elasticache-migrator verify ${ends}`,
    'Point the clients to the target. There is no way back by AWS: keep the source.',
  ];
}

function creationFrom(file: string, cache: string, { creation }: Names): string {
  const command = creation ?? `aws elasticache create-replication-group --replication-group-id ${cache}`;
  const option = command.includes('create-serverless-cache')
    ? '--snapshot-arns-to-restore'
    : '--snapshot-arns';
  return `${command} ${option} ${file} …`;
}
