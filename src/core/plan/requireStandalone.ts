import { Failure } from '../model/failure';
import type { Profile } from '../model/profile';

/**
 * Refuses what the engine does not reach yet, before anything is read or written: a node shows a part of a cluster only.
 * @throws Failure `topology.unsupported`
 */
export function requireStandalone(what: string, source: Profile, target: Profile): void {
  for (const [end, profile] of [['source', source] as const, ['target', target] as const]) {
    if (profile.mode === 'standalone') continue;
    throw new Failure('topology.unsupported', {
      what,
      why: `the ${end} is a ${profile.mode === 'cluster' ? 'node of a cluster' : 'Sentinel'}, and this version works between standalone servers only`,
      next: 'Choose the address of a standalone server.',
    });
  }
}
