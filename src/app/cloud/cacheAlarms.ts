import type { Catalog } from '../../core/catalog';
import type { AwsScope } from '../../core/model/awsScope';
import type { CloudAlarm } from '../../core/model/cloudAlarm';
import type { CloudCache } from '../../core/model/cloudCache';
import { deploymentOf } from '../../core/model/deployment';
import type { Endpoint } from '../../core/model/endpoint';
import { Failure, toFailure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import type { Log } from '../../core/ports';
import { alarmsOfCache, measuredCache } from '../../core/plan/alarmsOfCache';
import type { CacheAlarm, MeasuredCache } from '../../core/plan/alarmsOfCache';
import { cacheAt } from '../../core/plan/cacheAt';
import type { PlacedCache } from './placedCache';

/** AWS takes a second or two, and some more for an account with thousands of alarms. */
const PATIENCE_MS = 30_000;

/** What was seen of the alarms of an end. */
export type AlarmsSeen =
  /** Nothing says that ElastiCache runs it: AWS was not asked. */
  | { readonly kind: 'not a cache' }
  /** Its name is one of ElastiCache, and none of these has such a cache. */
  | { readonly kind: 'unlisted'; readonly asked: readonly AwsScope[] }
  | { readonly kind: 'unknown'; readonly why: string; readonly next: string }
  | {
      readonly kind: 'seen';
      readonly scope: AwsScope;
      readonly cache: MeasuredCache;
      readonly alarms: readonly CacheAlarm[];
    };

/** What looking at alarms asks of the world. */
export interface AlarmWork {
  readonly catalog: Pick<Catalog, 'home' | 'caches' | 'alarms'>;
  /** The ElastiCache view. */
  readonly cloud: CloudShown;
  readonly log: Log;
}

/** What the ElastiCache view shows, and whom it asks. */
export interface CloudShown {
  readonly regions: readonly { readonly scope: AwsScope; readonly caches: readonly CloudCache[] }[];
  readonly kept: { readonly profile: string | null; readonly regions: readonly string[] } | null;
}

/**
 * Asks CloudWatch for the alarms of an end, where that is a cache that AWS knows: whose account it is, is told by the
 * ElastiCache view, by how the endpoint signs in, or by the environment. Only reads. Never throws: what cannot be had is unknown.
 */
export async function readAlarms(
  work: AlarmWork,
  { address, iam }: Endpoint,
  signal: AbortSignal,
): Promise<AlarmsSeen> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const either = AbortSignal.any([signal, patience]);
  try {
    const { cloud } = work;
    let found = cloud.regions
      .map(({ scope, caches }) => ({ scope, cache: cacheAt(address, caches) }))
      .find((one): one is PlacedCache => one.cache !== undefined);
    if (found === undefined) {
      if (iam === undefined && deploymentOf(address.host).kind === 'self-managed') {
        return { kind: 'not a cache' };
      }
      const asked = await scopesOf(work.catalog, cloud, iam);
      found = await find(work.catalog, asked, address, either);
      if (found === undefined) return { kind: 'unlisted', asked };
    }
    const cache = measuredCache(found.cache);
    const all: CloudAlarm[] = [];
    for await (const page of work.catalog.alarms(found.scope, either)) all.push(...page);
    return { kind: 'seen', scope: found.scope, cache, alarms: alarmsOfCache(cache, all) };
  } catch (error) {
    const what = t('Could not read the alarms of CloudWatch');
    const failure = patience.aborted && !signal.aborted ? silent(what) : toFailure(error, what);
    if (!signal.aborted) work.log.info(`${failure.message} (${failure.code})`);
    return { kind: 'unknown', why: failure.why, next: failure.next };
  }
}

/** Whose caches may be meant, each once. @throws Failure `aws.region` where no region is known */
async function scopesOf(
  catalog: Pick<Catalog, 'home'>,
  { kept }: CloudShown,
  iam: Endpoint['iam'],
): Promise<readonly AwsScope[]> {
  const home = await catalog.home();
  const scopes: readonly AwsScope[] = [
    ...(iam === undefined ? [] : [{ profile: iam.profile ?? null, region: iam.region }]),
    ...(kept?.regions.map((region) => ({ profile: kept.profile, region })) ?? []),
    // Nobody chose the environment's where the view looks elsewhere.
    ...(kept === null && home.region !== null ? [{ profile: home.profile, region: home.region }] : []),
  ];
  if (scopes.length === 0) {
    throw new Failure('aws.region', {
      what: t('Could not read the alarms of CloudWatch'),
      why: t('no AWS region is chosen'),
      next: t('Select the profile and the regions in the ElastiCache view, then check again.'),
    });
  }
  return scopes.filter(
    ({ profile, region }, index) =>
      scopes.findIndex((one) => one.profile === profile && one.region === region) === index,
  );
}

/** @throws Failure of the first listing that failed, where the others have no such cache */
async function find(
  catalog: Pick<Catalog, 'caches'>,
  scopes: readonly AwsScope[],
  address: Endpoint['address'],
  signal: AbortSignal,
): Promise<PlacedCache | undefined> {
  let failed: Failure | undefined;
  for await (const page of catalog.caches(scopes, signal)) {
    if (page.kind === 'failed') failed ??= page.failure;
    const cache = cacheAt(
      address,
      page.kind === 'replication groups'
        ? page.groups
        : page.kind === 'serverless'
          ? page.caches
          : page.kind === 'clusters'
            ? page.clusters
            : [],
    );
    if (cache !== undefined) return { scope: page.scope, cache };
  }
  if (failed !== undefined) throw failed;
  return undefined;
}

function silent(what: string): Failure {
  return new Failure('aws.unreachable', {
    what,
    why: t('AWS did not answer within {0} s', PATIENCE_MS / 1000),
    next: t('Check the network of the machine that runs this, its proxy and the endpoint, then check again.'),
  });
}
