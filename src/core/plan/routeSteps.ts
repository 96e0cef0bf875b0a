import { fileSteps } from './fileSteps';
import type { RdbFacts } from '../model/rdbFacts';
import type { Route } from '../model/route';
import { t } from '../model/t';
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
  return [t('Create the cache, and wait until it is available: {0} …', names.creation), ...steps];
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
        t('Rehearse: {0}', `elasticache-migrator copy ${ends} --sample 10000 --dry-run`),
        t('Stop the writers of the source.'),
        t('Copy and prove: {0}', `elasticache-migrator copy ${ends} --verify full`),
        t('Point the clients to the target, and keep the source until they have settled.'),
      ];
    case 'live-copy':
      return [
        t(
          'This version cannot keep up with writes yet: take the route copy, or online-migration where it is ready.',
        ),
      ];
    case 'online-migration':
      if (names.serverless === true) return intoServerless(ends, `${host}:${String(sourcePort)}`);
      return [
        t(
          'Test: {0}',
          `aws elasticache test-migration --replication-group-id ${cache} --customer-node-endpoint-list ${node}`,
        ),
        t(
          'Start: {0}',
          `aws elasticache start-migration --replication-group-id ${cache} --customer-node-endpoint-list ${node}`,
        ),
        t('Wait until INFO replication of the target says master_link_status:up, and the lag is small.'),
        t('Stop the writers of the source, and wait until both replication offsets are equal.'),
        t('Complete: {0}', `aws elasticache complete-migration --replication-group-id ${cache}`),
        t('Prove: {0}', `elasticache-migrator verify ${ends}`),
        t('Point the clients to the target. There is no way back by AWS: keep the source.'),
      ];
    case 'seed-from-rdb':
      return [
        t(
          'Stop the writers of the source, and write its file: redis-cli BGSAVE, then wait for rdb_bgsave_in_progress:0.',
        ),
        t(
          'Put dump.rdb into an S3 bucket in the region of the new cache: {0}',
          'aws s3 cp dump.rdb s3://BUCKET/dump.rdb',
        ),
        t('Create the cache from it: {0}', creationFrom(ARN, cache, names)),
        t('Prove: {0}', `elasticache-migrator verify ${ends}`),
        t('Point the clients to the target.'),
      ];
    case 'snapshot-copy':
      return [
        t('Stop the writers of the source.'),
        t(
          'Take a snapshot: {0}',
          'aws elasticache create-snapshot --replication-group-id SOURCE_ID --snapshot-name NAME',
        ),
        t(
          'Export it to a bucket in its region: {0}',
          'aws elasticache copy-snapshot --source-snapshot-name NAME --target-snapshot-name NAME-export --target-bucket BUCKET',
        ),
        t(
          'Copy the file to a bucket in the region of the target: {0}',
          'aws s3 cp s3://BUCKET/NAME-export-0001.rdb s3://OTHER_BUCKET/',
        ),
        t(
          'Create the cache from it: {0}',
          creationFrom('arn:aws:s3:::OTHER_BUCKET/NAME-export-0001.rdb', cache, names),
        ),
        t('Prove: {0}', `elasticache-migrator verify ${ends}`),
      ];
    case 'engine-upgrade':
      return [
        t('Create a parameter group of the new family with the values that differ from its defaults.'),
        t(
          'Take a snapshot, which is the way back: {0}',
          'aws elasticache create-snapshot --replication-group-id SOURCE_ID --snapshot-name before-upgrade',
        ),
        t(
          'Upgrade: {0}',
          'aws elasticache modify-replication-group --replication-group-id SOURCE_ID --engine valkey --engine-version VERSION --cache-parameter-group-name GROUP --apply-immediately',
        ),
      ];
    case 'file-import':
      return [
        t(
          'Stop the writers of the source, and write its file: redis-cli BGSAVE, then wait for rdb_bgsave_in_progress:0.',
        ),
        t(
          'Load the file into a server of the source’s version beside the target: {0}',
          'redis-server --dir FOLDER --dbfilename dump.rdb',
        ),
        t(
          'Copy from there: {0}',
          `elasticache-migrator copy --source redis://127.0.0.1:6379 --target ${target} --verify full`,
        ),
      ];
  }
}

function intoServerless(ends: string, source: string): readonly string[] {
  return [
    t(
      'Prepare and start the migration in the console of ElastiCache, from {0}: it tests first what AWS asks for.',
      source,
    ),
    t(
      'Stop the writers of the source, wait until the console says that the two are in sync, and complete it there.',
    ),
    t('Prove: {0}', `elasticache-migrator verify ${ends}`),
    t('Point the clients to the target. There is no way back by AWS: keep the source.'),
  ];
}

function creationFrom(file: string, cache: string, { creation }: Names): string {
  const command = creation ?? `aws elasticache create-replication-group --replication-group-id ${cache}`;
  const option = command.includes('create-serverless-cache')
    ? '--snapshot-arns-to-restore'
    : '--snapshot-arns';
  return `${command} ${option} ${file} …`;
}
