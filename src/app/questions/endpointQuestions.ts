import { readPlannedCache } from '../../core/plan/readPlannedCache';
import type { Desk } from '../desk/desk';
import { draftOf, newDraft } from '../desk/endpointDraft';
import type { Questions } from '../desk/questions';
import { t } from '../../core/model/t';
import { askPlanned } from './askPlanned';
import { connectionOptions } from './connectionOptions';
import { endpointOfCache } from './endpointOfCache';
import { saveEndpoint } from './saveEndpoint';
import { askOptions } from './copyOptions';
import { setUpTunnel } from './setUpTunnel';

/** All that is asked of endpoints, and of copies. */
export function endpointQuestions(desk: Desk): Questions {
  return {
    add: (title, known = {}) => saveEndpoint(desk, title, { ...newDraft(), ...known }),
    edit: async (endpoint) => {
      const passwords = await desk.secrets.of(endpoint.id);
      return await saveEndpoint(
        desk,
        t('Edit Endpoint {0}', endpoint.name),
        draftOf(endpoint, passwords),
        passwords,
      );
    },
    ofCache: (placed) => endpointOfCache(desk, placed),
    connection: (endpoint) => connectionOptions(desk, endpoint),
    planned: askPlanned,
    readPlanned: readPlannedCache,
    options: askOptions,
    tunnel: (endpoint) => setUpTunnel(desk, endpoint),
  };
}
