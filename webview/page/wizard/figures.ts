import type { Figure } from '../../../src/bridge/wizardView';
import { make } from '../make';

/** A few large figures beside each other. */
export function figures(shown: readonly Figure[]): HTMLElement {
  return make(
    'dl',
    { class: 'figures' },
    ...shown.map(({ label, value, note }) =>
      make(
        'div',
        { class: 'figure' },
        make('dt', {}, label),
        make('dd', { class: 'figure-value' }, value),
        make('dd', { class: 'quiet' }, note),
      ),
    ),
  );
}

/** How much is done, 0 to 1. */
export function shareBar(share: number, label: string): HTMLElement {
  const percent = Math.floor(share * 100);
  return make('progress', {
    class: 'share-bar',
    max: '100',
    value: String(percent),
    'aria-label': label,
  });
}
