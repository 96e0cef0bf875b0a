import { arityOf } from '../../conf/catalogue';
import type { Setting } from '../../conf/settings';
import type { ConfWord } from '../../conf/splitLine';
import type { ConfEdit, ConfRule } from './confRule';
import { STOPS, CONFIG_DOCS, argsAt, shown, wordAt } from './confRule';

/** Too few or too many arguments. */
export const argumentCount: ConfRule = {
  id: 'conf.arity',
  severity: 'error',
  what: 'there are too few or too many arguments',
  why: STOPS,
  docs: CONFIG_DOCS,
  evaluate({ settings, target }) {
    return settings.flatMap((setting) => {
      const { directive, kind, fits, values } = setting;
      if (directive === null || kind === null || fits) return [];
      const { least, most } = arityOf(directive, target);
      const wanted =
        least === most
          ? String(least)
          : most === Infinity
            ? `at least ${String(least)}`
            : `${String(least)} to ${String(most)}`;
      const comment = setting.args.find(({ value, quoted }) => value.startsWith('#') && !quoted);
      const quotes = least === 1 && most === 1 && values.length > 1 && directive.kind === 'string';
      return [
        {
          severity: 'error' as const,
          message: `${directive.name} takes ${wanted} ${wanted === '1' ? 'argument' : 'arguments'}, not ${String(values.length)}`,
          evidence: shown(setting),
          fix:
            comment !== undefined
              ? 'Move the comment to a line of its own: # begins one only at the beginning of a line.'
              : quotes
                ? 'Put a value with blanks into double quotes.'
                : 'Give as many as it takes.',
          at:
            comment === undefined
              ? argsAt(setting)
              : { ...wordAt(setting, comment), end: argsAt(setting).end },
          ...(comment === undefined ? {} : { edit: commentAbove(setting, comment) }),
        },
      ];
    });
  },
};

function commentAbove({ line, text: { text } }: Setting, { start }: ConfWord): ConfEdit {
  const rest = `${text.slice(start).trimEnd()}\n${text.slice(0, start).trimEnd()}`;
  return { line, start: 0, end: text.length, title: 'Move the comment to a line of its own', text: rest };
}
