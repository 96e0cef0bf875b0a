import type { DifferenceGroup, VerifyBody } from '../../../src/bridge/wizardView';
import { make } from '../make';
import { problemNote } from '../problemNote';
import { figures, shareBar } from './figures';
import { headline } from './headline';
import { t } from '../../../src/core/model/t';

/** Step 5: whether both ends hold the same. */
export function verifyBody(body: VerifyBody): HTMLElement[] {
  const { share, notes, groups, problem, mood } = body;
  return [
    problem === null ? headline(body.headline, mood, notes) : problemNote(problem),
    ...(body.figures.length === 0 ? [] : [figures(body.figures)]),
    ...(share === null ? [] : [shareBar(share, t('Keys compared'))]),
    ...(groups.length === 0 ? [] : [differences(groups)]),
  ];
}

function differences(groups: readonly DifferenceGroup[]): HTMLElement {
  return make(
    'section',
    { 'aria-labelledby': 'differences' },
    make('h2', { id: 'differences' }, t('Differences, by kind')),
    ...groups.map(({ kind, count, keys, more }, index) =>
      make(
        'details',
        { id: `differences-${String(index)}` },
        make('summary', {}, `${kind}: ${count}`),
        keys.length === 0
          ? make('p', { class: 'quiet' }, t('The settings hide the names of keys.'))
          : make(
              'div',
              { class: 'wide', tabindex: '0', role: 'region', 'aria-label': kind },
              make(
                'table',
                { 'aria-label': kind },
                make(
                  'thead',
                  {},
                  make(
                    'tr',
                    {},
                    ...[t('Key'), t('Database'), t('How')].map((title) =>
                      make('th', { scope: 'col' }, title),
                    ),
                  ),
                ),
                make(
                  'tbody',
                  {},
                  ...keys.map(({ key, database, detail }) =>
                    make(
                      'tr',
                      {},
                      make('th', { scope: 'row' }, make('code', {}, key)),
                      make('td', {}, database),
                      make('td', {}, detail),
                    ),
                  ),
                ),
              ),
            ),
        ...(more === null ? [] : [make('p', { class: 'quiet' }, more)]),
      ),
    ),
  );
}
