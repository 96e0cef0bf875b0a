import { momentText } from '../../../src/core/model/moment';
import { t } from '../../../src/core/model/t';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** When something was checked: how long ago, and on which day at which time. @param at milliseconds since the epoch */
export function checkedText(at: number, now = Date.now()): string {
  const when = momentText(at);
  const age = now - at;
  if (age < MINUTE_MS) return t('Checked {0}.', when);
  if (age < HOUR_MS) return t('Checked {0} min ago ({1}).', Math.floor(age / MINUTE_MS), when);
  if (age < 2 * DAY_MS) return t('Checked {0} h ago ({1}).', Math.floor(age / HOUR_MS), when);
  return t('Checked {0} days ago ({1}).', Math.floor(age / DAY_MS), when);
}
