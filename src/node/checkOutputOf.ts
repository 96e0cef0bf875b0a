import type { Severity } from '../core/model/finding';
import type { OptionValues } from './options';
import { usage } from './usage';

/** How a check tells what it found. */
export interface CheckOutput {
  readonly format: 'text' | 'json' | 'markdown' | 'sarif';
  /** The text tells of every finding in full. */
  readonly all: boolean;
  /** The mildest severity that the exit code tells of. */
  readonly failOn: Severity;
}

/** @throws Failure `usage` for two forms at once, or a severity that there is not. */
export function checkOutputOf(values: OptionValues): CheckOutput {
  const formats = (['json', 'markdown', 'sarif'] as const).filter((format) => values[format] === true);
  if (formats.length > 1) throw usage('--json, --markdown and --sarif exclude each other');
  if (values.all === true && formats.length > 0)
    throw usage('--all is of the text: other forms tell of everything');
  return { format: formats[0] ?? 'text', all: values.all === true, failOn: severityOf(values['fail-on']) };
}

function severityOf(text = 'error'): Severity {
  if (text === 'error' || text === 'warning' || text === 'info') return text;
  throw usage('--fail-on is not one of error, warning, info');
}
