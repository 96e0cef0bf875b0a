import type { Endpoint } from '../../core/model/endpoint';
import type { Dial } from '../../core/dial';
import type { Secrets } from './secrets';

/** How to reach an endpoint that is kept, its password included. */
export type DialEndpoint = (endpoint: Endpoint) => Promise<Dial>;

/** Makes a DialEndpoint of the passwords. */
export function dialEndpoint(secrets: Secrets): DialEndpoint {
  return async ({ id, name, address }) => {
    const password = await secrets.password(id);
    return { label: name, address, ...(password === undefined ? {} : { password }) };
  };
}
