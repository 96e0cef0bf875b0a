import { parseEndpointUrl } from '../core/model/endpoint';
import type { Endpoint } from '../core/model/endpoint';

/** Names the variable that hands endpoints to the extension, for development containers and demonstrations. */
export const ENDPOINTS_VARIABLE = 'ELASTICACHE_MIGRATOR_ENDPOINTS';

/**
 * Endpoints from the environment: `name=redis://host:port` entries, separated by white space. What cannot be read is
 * left out, and so are passwords: they belong into the secret storage, by Edit Endpoint.
 */
export function environmentEndpoints(env: Readonly<Record<string, string | undefined>>): Endpoint[] {
  return (env[ENDPOINTS_VARIABLE] ?? '').split(/\s+/).flatMap((entry) => {
    const [, name = '', url = ''] = /^([^=]+)=(.+)$/.exec(entry) ?? [];
    try {
      return url === '' ? [] : [{ id: `environment:${name}`, name, address: parseEndpointUrl(url).address }];
    } catch {
      return [];
    }
  });
}
