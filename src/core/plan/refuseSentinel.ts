import { Failure } from '../model/failure';
import type { Profile } from '../model/profile';

/**
 * Refuses what holds no data of its own, before anything is read or written. A cluster is one server here, as one that
 * stands alone is.
 * @throws Failure `topology.unsupported`
 */
export function refuseSentinel(what: string, source: Profile, target: Profile): void {
  for (const [end, profile] of [['source', source] as const, ['target', target] as const]) {
    if (profile.mode !== 'sentinel') continue;
    throw new Failure('topology.unsupported', {
      what,
      why: `the ${end} is a Sentinel, which holds no data but watches over servers that do`,
      next: 'Choose the address of the primary that it watches.',
    });
  }
}
