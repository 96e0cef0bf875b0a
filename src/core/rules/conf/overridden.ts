import { preferredName } from '../../conf/catalogue';
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
      return [
        {
          severity: 'warning' as const,
          message: `${where.replace('line', 'Line')} sets ${counts.name} again${same ? ', to the same' : `, and that one counts${includes ? ', unless an included file sets it' : ''}`}`,
          evidence: shown(setting),
          fix: 'Remove one of the two lines.',
          at: { line, start: setting.word.start, end: text.words.at(-1)?.end ?? setting.word.end },
        },
      ];
    });
  },
};
