import { formatShort } from '../../../core/report/format';
import { capitalize, progressText } from '../../desk/runWords';
import { counted } from '../../../core/report/counted';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** How many keys a rehearsal reads at most. */
export const REHEARSED_KEYS = 10_000;

/** What the last rehearsal came to. */
export interface Rehearsed {
  readonly keys: number;
  readonly seconds: number;
  /** Keys a second. */
  readonly rate: number;
}

/** See Rehearsed; null when there was none that tells. */
export function rehearsedRate({ rehearsal }: WizardState): Rehearsed | null {
  if (rehearsal?.state !== 'finished') return null;
  const { status, keys, seconds } = rehearsal.result;
  if ((status !== 'done' && status !== 'incomplete') || keys.scanned === 0 || seconds <= 0) return null;
  return { keys: keys.scanned, seconds, rate: keys.scanned / seconds };
}

/** What the rehearsal comes to, as sentences; null without one. */
export function rehearsalText(state: WizardState): string | null {
  const { rehearsal } = state;
  if (rehearsal === undefined || rehearsal.state === 'interrupted') return null;
  if (rehearsal.state === 'running') return t('Rehearsing: {0}', progressText(rehearsal.progress));
  const { failure, keys, quarantine } = rehearsal.result;
  if (failure !== undefined) return failure.message;
  const rehearsed = rehearsedRate(state);
  if (rehearsed === null) return t('The rehearsal was stopped before it told anything.');
  return [
    t(
      'Rehearsed with {0}: {1} keys/s were read and converted; nothing was written, so writing is not measured.',
      counted(keys.scanned, 'key'),
      formatShort(rehearsed.rate),
    ),
    ...(quarantine.length === 0
      ? []
      : [capitalize(t('{0} of them could not be copied.', counted(quarantine.length, 'key')))]),
  ].join(' ');
}
