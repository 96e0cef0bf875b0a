import type { Profile } from '../../core/model/profile';
import type { Server } from '../../core/ports';
import { withPatience } from './withPatience';

/**
 * Connects, profiles and hangs up.
 * @param label what to call the endpoint if it stays silent
 * @throws Failure; whatever it throws after `signal` aborted is of no interest.
 */
export async function probe(
  open: (signal: AbortSignal) => Promise<Server>,
  label: string,
  signal: AbortSignal,
): Promise<Profile> {
  return await withPatience(label, signal, async (either) => {
    const server = await open(either);
    try {
      return await server.profile(either);
    } finally {
      server.close();
    }
  });
}
