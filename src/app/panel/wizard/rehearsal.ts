import { formatShort } from '../../../core/report/format';
import { capitalize, progressText } from '../../desk/runWords';
import { counted } from '../../desk/format';
import type { WizardState } from './wizardState';

/** How many keys a rehearsal reads at most. */
export const REHEARSED_KEYS = 10_000;

/** Keys a second that the last rehearsal came to; null when there was none that tells. */
export function rehearsedRate({ rehearsal }: WizardState): number | null {
  if (rehearsal?.state !== 'finished') return null;
  const { status, keys, seconds } = rehearsal.result;
  if ((status !== 'done' && status !== 'incomplete') || keys.scanned === 0 || seconds <= 0) return null;
  return keys.scanned / seconds;
}

/** What the rehearsal comes to, as sentences; null without one. */
export function rehearsalText(state: WizardState): string | null {
  const { rehearsal } = state;
  if (rehearsal === undefined || rehearsal.state === 'interrupted') return null;
  if (rehearsal.state === 'running') return `Rehearsing: ${progressText(rehearsal.progress)}`;
  const { failure, keys, quarantine } = rehearsal.result;
  if (failure !== undefined) return failure.message;
  const rate = rehearsedRate(state);
  if (rate === null) return 'The rehearsal was stopped before it told anything.';
  return [
    `Rehearsed with ${counted(keys.scanned, 'key')}: ${formatShort(rate)} keys/s were read and converted; nothing was written, so writing is not measured.`,
    ...(quarantine.length === 0
      ? []
      : [capitalize(`${counted(quarantine.length, 'key')} of them could not be copied.`)]),
  ].join(' ');
}
