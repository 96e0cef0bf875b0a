import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { EndsBody } from '../../../src/bridge/wizardView';
import { icon } from '../icon';
import { make } from '../make';
import { actionButton } from './actionBar';
import { headline } from './headline';
import { t } from '../../../src/core/model/t';

/** Step 1: the two ends, to be chosen. */
export function endsBody(
  { ends, notice, sentences }: EndsBody,
  send: (intent: WizardIntent) => void,
): HTMLElement[] {
  const boxes = ends.map(({ end, shown, action }) => {
    const role = end === 'source' ? t('Source') : t('Target');
    return make(
      'div',
      { class: `end${shown === null ? ' end-open' : ''}`, role: 'group', 'aria-label': role },
      make('span', { class: 'end-role quiet' }, role),
      make('span', { class: 'end-name' }, shown?.name ?? t('not chosen yet')),
      make('span', { class: 'end-address quiet' }, shown?.address ?? ''),
      make('span', { class: 'end-address' }, shown?.server ?? ''),
      make('div', { class: 'end-action' }, actionButton(action, send)),
    );
  });
  const [source, target] = boxes;
  const [first, ...more] = notice;
  return [
    ...(first === undefined ? [] : [headline(first, 'warned', more)]),
    make(
      'div',
      { class: 'ends' },
      ...(source === undefined || target === undefined ? [] : [source, icon('arrow'), target]),
    ),
    ...sentences.map((sentence) => make('p', { class: 'said' }, sentence)),
  ];
}
