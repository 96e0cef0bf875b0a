import type { Dial, ReadTrust } from '../../core/dial';
import type { Endpoint } from '../../core/model/endpoint';
import { t } from '../../core/model/t';
import type { Passwords, Secrets } from './secrets';

/** How to reach an endpoint that is kept, its passwords included. @throws Failure `connect.tls` for a file of no use */
export type DialEndpoint = (endpoint: Endpoint) => Promise<Dial>;

/** Makes a DialEndpoint of the passwords, and of what reads the files of TLS. */
export function dialEndpoint(secrets: Secrets, readTrust: ReadTrust): DialEndpoint {
  return async (endpoint) => dialWith(endpoint, await secrets.of(endpoint.id), readTrust);
}

/** How to reach an endpoint with these passwords. @throws Failure `connect.tls` for a file of no use */
export function dialWith(
  { name, address, tls, iam, secret, addressMap }: Endpoint,
  passwords: Passwords,
  readTrust: ReadTrust,
): Dial {
  const trust = address.tls && tls !== undefined ? { trust: readTrust(tls, name) } : {};
  return {
    label: name,
    address,
    means: { tunnel: t('Set Up a Tunnel…') },
    ...passwords,
    ...trust,
    ...(iam === undefined ? {} : { iam }),
    ...(secret === undefined ? {} : { secret }),
    ...(addressMap === undefined ? {} : { addressMap }),
  };
}
