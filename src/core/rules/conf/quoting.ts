import { isAtLeast, targetName } from '../../conf/confTarget';
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
      const evidence = `${lineName(line, line, conf)}, column ${String(fault.start + 1)}`;
      if (fault.kind === 'open') {
        return [
          {
            severity: 'error',
            message: 'A quote is opened and never closed',
            evidence,
            fix: 'Close it, or write \\" inside double quotes and \\\' inside single quotes.',
            at,
          },
        ];
      }
      if (fault.kind === 'nul') {
        const message = 'The line holds a NUL character, where the server stops to read it';
        return [{ severity: 'warning', message, evidence, fix: 'Delete it; "\\x00" stands for one.', at }];
      }
      const joins = isAtLeast(target, 'valkey', '9.0');
      return [
        {
          severity: joins ? 'warning' : 'error',
          message: joins
            ? 'Text right behind a closing quote is joined to it; other servers refuse such a line'
            : `${targetName(target)} wants a blank or the end of the line behind a closing quote`,
          evidence,
          fix: 'Put the whole word into quotes, or a blank behind the quote.',
          at,
        },
      ];
    });
  },
};
