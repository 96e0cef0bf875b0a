import { arityOf } from '../../conf/catalogue';
import type { Setting } from '../../conf/settings';
import type { ConfWord } from '../../conf/splitLine';
import { t } from '../../model/t';
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
      const comment = setting.args.find(({ value, quoted }) => value.startsWith('#') && !quoted);
      const quotes = least === 1 && most === 1 && values.length > 1 && directive.kind === 'string';
      return [
        {
          severity: 'error' as const,
          message: miscounted(directive.name, arityOf(directive, target), values.length),
          evidence: shown(setting),
          fix:
            comment !== undefined
              ? t('Move the comment to a line of its own: # begins one only at the beginning of a line.')
              : quotes
                ? t('Put a value with blanks into double quotes.')
                : t('Give as many as it takes.'),
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

function miscounted(name: string, { least, most }: ReturnType<typeof arityOf>, count: number): string {
  if (least === 1 && most === 1) return t('{0} takes 1 argument, not {1}', name, count);
  if (least === most) return t('{0} takes {1} arguments, not {2}', name, least, count);
  if (most === Infinity) return t('{0} takes at least {1} arguments, not {2}', name, least, count);
  return t('{0} takes {1} to {2} arguments, not {3}', name, least, most, count);
}

function commentAbove({ line, text: { text } }: Setting, { start }: ConfWord): ConfEdit {
  const rest = `${text.slice(start).trimEnd()}\n${text.slice(0, start).trimEnd()}`;
  return { line, start: 0, end: text.length, title: t('Move the comment to a line of its own'), text: rest };
}
