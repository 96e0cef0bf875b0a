import type { ConfReport } from '../model/confReport';
import { confText } from './confText';
import { sarif } from './sarif';

/**
 * What was found in a configuration file, in one of its forms.
 * @param version of this tool
 */
export function confAs(
  report: ConfReport,
  file: string,
  format: 'text' | 'json' | 'markdown' | 'sarif',
  version: string,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarif(report.findings, version, file))}\n`;
    case 'markdown':
    case 'text':
      return confText(file, report);
  }
}
