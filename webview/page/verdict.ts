import type { CheckView } from '../../src/bridge/checkView';
import { icon } from './icon';
import type { IconName } from './icon';
import { make } from './make';
import { t } from '../../src/core/model/t';

const ICONS: Readonly<Record<CheckView['verdict'], IconName>> = {
  ready: 'ready',
  warned: 'warning',
  blocked: 'error',
  unjudged: 'info',
};

/** What the check comes to: one sentence, then whether RESTORE would do and what gets lost. */
export function verdict(view: CheckView): HTMLElement {
  return make(
    'section',
    { class: `verdict verdict-${view.verdict}`, 'aria-labelledby': 'verdict' },
    make('h2', { id: 'verdict' }, icon(ICONS[view.verdict]), make('span', {}, view.headline)),
    ...(view.restore === null ? [] : [make('p', {}, view.restore)]),
    ...lossesOf(view.losses),
  );
}

function lossesOf(losses: CheckView['losses']): HTMLElement[] {
  if (losses === null) return [];
  if (losses.length === 0) return [make('p', {}, t('Expected losses: none.'))];
  return [
    make('p', {}, t('Expected losses:')),
    make('ul', {}, ...losses.map((loss) => make('li', {}, loss))),
  ];
}
