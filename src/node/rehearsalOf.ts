import type { RehearsalBudget } from '../core/model/rehearsal';
import { wholeNumber } from './numbers';
import { usage } from './usage';

const MOST_SECONDS = 300;
const MOST_SECONDS_OF_KEYS = 60;

/** Reads `10` (seconds) or `keys:50000`; null without it. @throws Failure `usage` */
export function rehearsalOf(text: string | undefined): RehearsalBudget | null {
  if (text === undefined) return null;
  const [, keys] = /^keys:(.*)$/.exec(text) ?? [];
  if (keys !== undefined)
    return { keys: wholeNumber('rehearse keys:N', keys), seconds: MOST_SECONDS_OF_KEYS };
  if (!/^\d+$/.test(text)) throw usage('--rehearse is not a number of seconds from 1 to 300, or keys:N');
  return { seconds: wholeNumber('rehearse', text, MOST_SECONDS), keys: Infinity };
}
