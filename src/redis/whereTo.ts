import { checkServerIdentity } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { isIP } from 'node:net';
import type { Dial } from '../core/dial';
import { mappedPlace } from '../core/model/addressMap';
import type { Place } from '../core/model/endpoint';

/** Where a connection goes: to the address itself, or into the tunnel that leads there. */
export function whereTo({ address, addressMap }: Dial): Place {
  return mappedPlace(addressMap, address);
}

/** Holds the certificate against the address that is meant, where a tunnel is dialled instead: TLS sends no IP addresses. */
export function identityOf(dial: Dial, serverName: string): ConnectionOptions {
  if (isIP(serverName) === 0 || whereTo(dial).host === serverName) return {};
  return { checkServerIdentity: (_, certificate) => checkServerIdentity(serverName, certificate) };
}
