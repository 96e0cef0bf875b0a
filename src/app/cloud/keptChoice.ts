import type { CloudChoice } from '../../core/model/cloudChoice';
import type { Memory } from '../desk/memory';
import { STORED } from '../ids';

/** The profile and the regions that were chosen in this workspace; null where none were. */
export function keptChoice(memory: Memory): CloudChoice | null {
  const kept = memory.get(STORED.cloud);
  return isChoice(kept) ? kept : null;
}

/** What is stored may be damaged, or of another version. */
function isChoice(value: unknown): value is CloudChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { profile, regions, regionsChosen } = value as Record<keyof CloudChoice, unknown>;
  return (
    (profile === null || typeof profile === 'string') &&
    (regionsChosen === undefined || typeof regionsChosen === 'boolean') &&
    Array.isArray(regions) &&
    regions.length > 0 &&
    regions.every((region) => typeof region === 'string')
  );
}
