import type { Endpoint } from '../../core/model/endpoint';
import type { Connect, Server } from '../../core/ports';
import type { DialEndpoint } from './dialEndpoint';

/** Connects to an endpoint that is kept, with its password. @throws Failure */
export type OpenEndpoint = (endpoint: Endpoint, signal: AbortSignal) => Promise<Server>;

/** Makes an OpenEndpoint of the adapter and of what knows how to reach an endpoint. */
export function openEndpoint(connect: Connect, dial: DialEndpoint): OpenEndpoint {
  return async (endpoint, signal) => await connect(await dial(endpoint), signal);
}
