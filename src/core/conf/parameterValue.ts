import type { ConfTarget } from './confTarget';
import { isAllowed } from './elasticache';
import type { Readiness } from './elasticache';
import { readInteger, readMemory } from './numbers';
import type { Setting } from './settings';

/**
 * The value of a directive as that of its parameter: numbers without a unit, words in small letters. Nothing else gets
 * through, so that a value never ends what it stands in.
 */
export function parameterValue(
  setting: Setting,
  readiness: Readiness,
  target: ConfTarget,
): { readonly value: string } | { readonly reason: string } {
  const { allowed } = readiness;
  const [text = ''] = setting.values;
  const takes = typeof allowed === 'string' ? allowed : allowed?.join(', ');
  if (setting.values.length > 1) return { reason: 'its parameter takes a single value' };
  if (!isAllowed(readiness, text, target)) {
    return { reason: `its parameter does not take that value, but ${takes ?? 'others'}` };
  }
  if (typeof allowed === 'object') return { value: text.toLowerCase() };
  if (allowed?.startsWith('characters ') === true) return { value: text };
  // A number of seconds or of things never has a unit.
  const number = readInteger(text) ?? (mayBeSize(setting) ? readMemory(text, target) : null);
  return number === null ? { reason: 'its value is not a number' } : { value: String(number) };
}

function mayBeSize({ kind }: Setting): boolean {
  return kind !== 'int';
}
