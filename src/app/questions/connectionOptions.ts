import { cacheAt } from '../../core/plan/cacheAt';
import type { AwsScope } from '../../core/model/awsScope';
import type { Endpoint } from '../../core/model/endpoint';
import type { CloudCache, CloudMember } from '../../core/model/cloudCache';
import { membersOf } from '../cloud/membersOf';
import { connectionOf, signsInOtherwise, withConnection } from '../desk/connectionChoice';
import type { Desk } from '../desk/desk';
import { t } from '../../core/model/t';
import { askConnection } from './askConnection';
import type { ProposedIam } from './askIam';

/** Connection Options…: asks how an endpoint is reached and signed in to, and keeps that. */
export async function connectionOptions(desk: Desk, endpoint: Endpoint): Promise<Endpoint | undefined> {
  const before = connectionOf(endpoint);
  const title = t('Connection Options of {0}', endpoint.name);
  const choice = await askConnection(title, before, await proposedIam(desk, endpoint.address));
  if (JSON.stringify(choice) === JSON.stringify(before)) return endpoint;
  const changed = withConnection(endpoint, choice);
  // A password that signs nobody in any more is not kept.
  if (signsInOtherwise(choice)) await desk.secrets.remove(endpoint.id);
  await desk.endpoints.save(changed);
  desk.profiles.forget(endpoint.id);
  return changed;
}

/** What AWS told of the cache at an address, if it is one of those in the sidebar. */
export async function proposedIam(desk: Desk, address: Endpoint['address']): Promise<ProposedIam> {
  const placed = await shownCacheAt(desk, address);
  if (placed === undefined || placed.cache.kind === 'cluster') return {};
  const { scope, cache } = placed;
  return {
    cache: cache.id,
    region: scope.region,
    ...(cache.kind === 'serverless' ? { serverless: true } : {}),
    ...(scope.profile === null ? {} : { profile: scope.profile }),
  };
}

/** A cache that stands in the sidebar, with its nodes. */
interface ShownCache {
  readonly scope: AwsScope;
  readonly cache: CloudCache;
  readonly members: readonly CloudMember[];
}

/** The cache of the sidebar that has an address. */
export async function shownCacheAt(
  { openCloud }: Desk,
  address: Endpoint['address'],
): Promise<ShownCache | undefined> {
  const { cloud } = await openCloud();
  for (const { scope, caches, members } of cloud.regions) {
    const cache = cacheAt(address, caches);
    if (cache !== undefined) return { scope, cache, members: membersOf(cache, members) };
  }
  return undefined;
}
