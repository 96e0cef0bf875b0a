import type { CheckReport } from '../model/checkReport';
import { checkMarkdown } from './checkMarkdown';
import { checkText } from './checkText';
import { sarif } from './sarif';

/**
 * A check's report in one of its forms; as JSON it is the document itself, not a text.
 * @param how.all tells of every finding in full in a text
 * @param version of this tool
 */
export function checkAs(
  report: CheckReport,
  { format, all }: { readonly format: 'text' | 'json' | 'markdown' | 'sarif'; readonly all: boolean },
  version: string,
): string {
  switch (format) {
    case 'markdown':
      return checkMarkdown(report);
    case 'sarif':
      return `${JSON.stringify(sarif(report.findings, version))}\n`;
    case 'json':
    case 'text':
      return checkText(report, all);
  }
}
