import type { KeptEnd } from '../../core/copy/unfinishedRuns';
import { formatAddress } from '../../core/model/endpoint';
import type { Endpoint } from '../../core/model/endpoint';
import { isSamePlace } from '../../core/model/samePlace';

/**
 * The endpoint that leads to where a run's end is: the very one that the run began with, unless it leads elsewhere by now;
 * else another one of that place, rather with the same user. Undefined when there is none.
 */
export function endpointOf(
  endpoints: readonly Endpoint[],
  { address, endpoint }: KeptEnd,
): Endpoint | undefined {
  const there = endpoints.filter((one) => isSamePlace(one.address, address));
  return (
    there.find(({ id }) => id === endpoint) ??
    there.find((one) => one.address.username === address.username) ??
    there[0]
  );
}

/** An endpoint that nobody keeps, by its address: for a run that was begun elsewhere. */
export function strangeEndpoint({ address }: KeptEnd): Endpoint {
  const name = formatAddress(address).replace(/^rediss?:\/\//, '');
  return { id: `address:${formatAddress(address)}`, name, address };
}
