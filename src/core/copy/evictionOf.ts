import { versionAtLeast } from '../model/profile';
import type { Profile } from '../model/profile';
import type { DumpRequest } from '../ports';
import type { CopyPlan } from './plan';

/** What is asked of the source's keys for the target's eviction. */
export type Eviction = Pick<DumpRequest, 'wantEviction'>;

/**
 * What the source tells under its policy; nothing when the plan does not ask for it, or the target is older than Redis
 * 5.0, whose RESTORE does not take it. A target under a policy of the other sort takes and forgets it.
 */
export function evictionOf(
  { evictionData }: Pick<CopyPlan, 'evictionData'>,
  source: Pick<Profile, 'maxMemoryPolicy'>,
  target: Pick<Profile, 'product' | 'version'>,
): Eviction {
  if (evictionData !== true) return {};
  if (target.product === 'redis' && !versionAtLeast(target.version, '5.0')) return {};
  return { wantEviction: source.maxMemoryPolicy?.endsWith('-lfu') === true ? 'frequency' : 'idle' };
}
