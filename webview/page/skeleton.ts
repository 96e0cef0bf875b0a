import { make } from './make';

/** The shape of what comes, while nothing is known yet. The status line says what is going on. */
export function skeleton(): HTMLElement {
  const block = (kind: string): HTMLElement => make('div', { class: `bone bone-${kind}` });
  return make(
    'div',
    { class: 'skeleton', 'aria-hidden': 'true' },
    block('verdict'),
    block('title'),
    block('finding'),
    block('finding'),
    block('title'),
    block('table'),
  );
}
