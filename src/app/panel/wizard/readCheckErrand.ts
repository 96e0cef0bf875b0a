import { readPageMessage } from '../../../bridge/guard';
import type { CheckErrand } from './wizardWorld';

/** What the check in a migration's page asks for, proved; null for anything else. */
export function readCheckErrand(value: unknown): CheckErrand | null {
  const message = readPageMessage(value);
  return message?.type === 'text.copy' || message?.type === 'setting.use' ? message : null;
}
