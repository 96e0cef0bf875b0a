import type { Problem } from '../../src/bridge/messages';
import { icon } from './icon';
import { make } from './make';

/** Why there is no check to show, and what to do about it. */
export function problemNote({ what, why, next }: Problem): HTMLElement {
  return make(
    'section',
    { class: 'verdict verdict-blocked', 'aria-labelledby': 'problem' },
    make('h2', { id: 'problem' }, icon('error'), make('span', {}, what)),
    make('p', {}, `${why.charAt(0).toUpperCase()}${why.slice(1)}.`),
    make('p', {}, next),
  );
}
