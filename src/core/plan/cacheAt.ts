import type { CloudCache } from '../model/cloudCache';
import type { Address } from '../model/endpoint';

/** The cache that listens at an address, be it where clients go, its replicas' or a node's own. */
export function cacheAt(
  { host, port }: Pick<Address, 'host' | 'port'>,
  caches: readonly CloudCache[],
): CloudCache | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  return caches.find((cache) =>
    addressesOf(cache).some((one) => one?.host.toLowerCase() === name && one.port === port),
  );
}

function addressesOf(cache: CloudCache): readonly (Address | null)[] {
  switch (cache.kind) {
    case 'cluster':
      return [cache.address];
    case 'serverless':
      return [cache.address, cache.readerAddress];
    case 'replication group':
      return [
        cache.address,
        cache.readerAddress,
        ...cache.shards.flatMap(({ nodes }) => nodes.map(({ address }) => address)),
      ];
  }
}
