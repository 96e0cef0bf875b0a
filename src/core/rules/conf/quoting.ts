import { isAtLeast, targetName } from '../../conf/confTarget';
import { t } from '../../model/t';
import type { ConfFound, ConfRule } from './confRule';
import { STOPS, CONFIG_DOCS, lineName } from './confRule';

/** Quotes that are not closed, text right behind a closing quote, and a NUL. Nothing of the line is repeated. */
export const quoting: ConfRule = {
  id: 'conf.quoting',
  severity: 'error',
  what: 'a quote is never closed, or followed by something',
  why: STOPS,
  docs: CONFIG_DOCS,
  evaluate(conf) {
    const { document, target } = conf;
    return document.lines.flatMap(({ fault }, line): ConfFound[] => {
      if (fault === null) return [];
      const at = { line, start: fault.start, end: fault.end };
      const evidence = t('{0}, column {1}', lineName(line, line, conf), fault.start + 1);
      if (fault.kind === 'open') {
        return [
          {
            severity: 'error',
            message: t('A quote is opened and never closed'),
            evidence,
            fix: t('Close it, or write \\" inside double quotes and \\\' inside single quotes.'),
            at,
          },
        ];
      }
      if (fault.kind === 'nul') {
        const message = t('The line holds a NUL character, where the server stops to read it');
        return [{ severity: 'warning', message, evidence, fix: t('Delete it; "\\x00" stands for one.'), at }];
      }
      const joins = isAtLeast(target, 'valkey', '9.0');
      return [
        {
          severity: joins ? 'warning' : 'error',
          message: joins
            ? t('Text right behind a closing quote is joined to it; other servers refuse such a line')
            : t('{0} wants a blank or the end of the line behind a closing quote', targetName(target)),
          evidence,
          fix: t('Put the whole word into quotes, or a blank behind the quote.'),
          at,
        },
      ];
    });
  },
};
