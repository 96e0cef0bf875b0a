import type { RouteRow } from '../../src/bridge/checkView';
import { make } from './make';
import type { PageDesk } from './pageDesk';
import { copyButton } from './smallButton';
import { t } from '../../src/core/model/t';

/** How to take a route, to be opened; and to be copied as a list. */
export function routeSteps({ name, steps, basis }: RouteRow, { send, announce }: PageDesk): HTMLElement {
  const copy = copyButton(t('Copy Steps'), name, () => {
    const text = steps.map((step, index) => `${String(index + 1)}. ${step}\n`).join('');
    send({ type: 'text.copy', text });
    announce(t('Copied.'));
  });
  return make(
    'details',
    { class: 'steps' },
    make('summary', {}, t('How to take it: {0}', name)),
    make('ol', {}, ...steps.map((step) => make('li', {}, step))),
    make('p', { class: 'quiet' }, t('Times: {0}.', basis)),
    copy,
  );
}
