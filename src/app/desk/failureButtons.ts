import type { FailureCode } from '../../core/model/failure';
import { t } from '../../core/model/t';

/** Buttons of an error notification. Each does what it says. */
export type FailureButton =
  'Edit Endpoint' | 'Open Settings' | 'Options…' | 'Resume' | 'Retry' | 'Set Up a Tunnel…' | 'Show Log';

/** What is written on each. */
export const BUTTON_WORDS: Readonly<Record<FailureButton, string>> = {
  'Edit Endpoint': t('Edit Endpoint'),
  'Open Settings': t('Open Settings'),
  'Options…': t('Options…'),
  Resume: t('Resume'),
  Retry: t('Retry'),
  'Set Up a Tunnel…': t('Set Up a Tunnel…'),
  'Show Log': t('Show Log'),
};

/** What surrounds a failure: what can be edited, and whether it can be tried again. */
export interface FailureSetting {
  readonly endpointId?: string;
  /** Asks for the options of what failed, and tries again with these. */
  readonly options?: () => PromiseLike<unknown>;
  readonly retry?: () => PromiseLike<unknown>;
  /** What failed half-way can go on where it was: rather than being tried again from its beginning. */
  readonly resume?: () => PromiseLike<unknown>;
}

/** The buttons that can help with a failure, the most likely first. */
export function failureButtons(code: FailureCode, setting: FailureSetting): FailureButton[] {
  if (code === 'settings.invalid') return ['Open Settings', 'Show Log'];
  const edit: FailureButton[] =
    setting.endpointId !== undefined && code.startsWith('connect.') ? ['Edit Endpoint'] : [];
  const again: FailureButton[] = setting.retry === undefined || code === 'usage' ? [] : ['Retry'];
  const retry: FailureButton[] = setting.resume === undefined ? again : ['Resume'];
  if (setting.options !== undefined && code.startsWith('database.'))
    return ['Options…', ...again, 'Show Log'];
  // The wrong password stays wrong; a closed port may open.
  const first = code === 'connect.auth' || code === 'connect.tls' || code === 'connect.notRedis';
  const tunnel: FailureButton[] =
    setting.endpointId !== undefined && isOutOfReach(code) ? ['Set Up a Tunnel…'] : [];
  return [...(first ? [...edit, ...retry] : [...retry, ...edit]), ...tunnel, 'Show Log'];
}

/** Whether a tunnel may help. */
export function isOutOfReach(code: FailureCode): boolean {
  return code === 'connect.timeout' || code === 'connect.dns';
}
