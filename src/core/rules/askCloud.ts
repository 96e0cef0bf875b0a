import { deploymentOf } from '../model/deployment';
import type { Deployment } from '../model/deployment';
import type { Address } from '../model/endpoint';
import { toFailure } from '../model/failure';
import type { FoundCache } from '../model/foundCache';
import type { ListCaches, Log } from '../ports';
import type { Check } from './check';

/** AWS answers within a second or two; nobody shall wait for more, since a check says what is not known. */
const PATIENCE_MS = 5_000;

/**
 * A check that asks AWS about those ends whose names are of ElastiCache: Multi-AZ, encryption, data tiering and the like
 * are told by nobody else. What AWS does not tell stays unknown, and no check fails for that.
 */
export function askCloud(check: Check, listCaches: ListCaches, log: Log): Check {
  return async (source, target, addresses, signal, choice) => {
    const ends = [addresses.source, addresses.target].filter(isCache);
    const caches = ends.length === 0 ? [] : await listed(listCaches, log, signal);
    const [sourceAt, targetAt] = [placeOf(addresses.source, caches), placeOf(addresses.target, caches)];
    return await check(source, target, addresses, signal, {
      ...(sourceAt === undefined ? {} : { sourceAt }),
      ...(targetAt === undefined ? {} : { targetAt }),
      ...choice,
    });
  };
}

function isCache(address: Address | null): address is Address {
  return address !== null && deploymentOf(address.host).kind !== 'self-managed';
}

function placeOf(address: Address | null, caches: readonly FoundCache[]): Deployment | undefined {
  if (!isCache(address)) return undefined;
  const host = address.host.toLowerCase();
  return caches.find((cache) => cache.address?.host.toLowerCase() === host)?.deployment;
}

/** The caches of the account; none where it cannot be asked. @throws the signal's reason */
async function listed(listCaches: ListCaches, log: Log, signal: AbortSignal): Promise<readonly FoundCache[]> {
  try {
    return await listCaches(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
  } catch (error) {
    signal.throwIfAborted();
    const { why } = toFailure(error, 'AWS');
    log.info(`Could not ask AWS about the caches of a check: ${why}. What only AWS knows stays unknown.`);
    return [];
  }
}
