import { preferredName } from '../../conf/catalogue';
import { t } from '../../model/t';
import type { ConfRule } from './confRule';
import { CONFIG_DOCS, lineName, shown } from './confRule';

/** Lines that a later one takes the effect of. */
export const overridden: ConfRule = {
  id: 'conf.duplicate',
  severity: 'warning',
  what: 'a later line sets the same directive',
  why: 'Only the last line counts, so that an edit of the first one changes nothing.',
  docs: CONFIG_DOCS,
  evaluate(evidence) {
    const { settings, last, target, includes } = evidence;
    return settings.flatMap((setting) => {
      const { directive, fits, line, text } = setting;
      if (directive === null || !fits || directive.repeats === true) return [];
      const counts = last.get(preferredName(directive, target) ?? directive.name);
      if (counts === undefined || counts.line === line) return [];
      const where = lineName(counts.line, line, evidence);
      const same = counts.values.join(' ') === setting.values.join(' ');
      const toldOf = same ? setToTheSame : includes ? countsUnlessIncluded : countsInstead;
      return [
        {
          severity: 'warning' as const,
          message: toldOf(where.charAt(0).toUpperCase() + where.slice(1), counts.name),
          evidence: shown(setting),
          fix: t('Remove one of the two lines.'),
          at: { line, start: setting.word.start, end: text.words.at(-1)?.end ?? setting.word.end },
        },
      ];
    });
  },
};

function setToTheSame(line: string, name: string): string {
  return t('{0} sets {1} again, to the same', line, name);
}

function countsInstead(line: string, name: string): string {
  return t('{0} sets {1} again, and that one counts', line, name);
}

function countsUnlessIncluded(line: string, name: string): string {
  return t('{0} sets {1} again, and that one counts, unless an included file sets it', line, name);
}
