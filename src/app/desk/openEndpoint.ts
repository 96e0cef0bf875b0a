import type { Endpoint } from '../../core/model/endpoint';
import type { Connect, Server } from '../../core/ports';
import type { Secrets } from './secrets';

/** Connects to an endpoint that is kept, with its password. @throws Failure */
export type OpenEndpoint = (endpoint: Endpoint, signal: AbortSignal) => Promise<Server>;

/** Makes an OpenEndpoint of the adapter and the passwords. */
export function openEndpoint(connect: Connect, secrets: Secrets): OpenEndpoint {
  return async ({ id, name, address }, signal) => {
    const password = await secrets.password(id);
    return await connect({ label: name, address, ...(password === undefined ? {} : { password }) }, signal);
  };
}
