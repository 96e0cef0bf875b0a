import type { RunBody } from '../../../src/bridge/wizardView';
import { icon } from '../icon';
import type { IconName } from '../icon';
import { make } from '../make';

const ICONS: Readonly<Record<Exclude<RunBody['mood'], 'none'>, IconName>> = {
  ready: 'ready',
  warned: 'warning',
  blocked: 'error',
};

/** What something comes to, in a line, with the sentences that belong to it. */
export function headline(text: string, mood: RunBody['mood'], notes: readonly string[]): HTMLElement {
  return make(
    'section',
    { class: `verdict verdict-${mood}`, 'aria-labelledby': 'headline' },
    make('h2', { id: 'headline' }, ...(mood === 'none' ? [] : [icon(ICONS[mood])]), make('span', {}, text)),
    ...notes.map((note) => make('p', {}, note)),
  );
}
