import { make } from '../make';

/** What a person does by hand, in order. A command stands behind what it is for. */
export function stepsToDo(title: string, steps: readonly string[]): HTMLElement {
  return make(
    'section',
    { 'aria-label': title },
    make('h2', {}, title),
    make('ol', { class: 'to-do' }, ...steps.map((step) => make('li', {}, ...parts(step)))),
  );
}

/** `Start: aws elasticache …` in words and command. */
function parts(step: string): (HTMLElement | string)[] {
  const at = /(?:^|: )((?:aws|redis-cli|redis-server|elasticache-migrator) .*)$/.exec(step);
  const [, command] = at ?? [];
  if (at === null || command === undefined) return [step];
  return [step.slice(0, step.length - command.length), make('code', { class: 'command' }, command)];
}
