import { toBase64 } from '../../core/model/base64';
import type { CopyResult } from '../../core/model/run';
import { copyMarkdown } from '../../core/report/copyMarkdown';
import type { FinishedRun } from './run';

const HIDDEN = toBase64(new TextEncoder().encode('(hidden)'));

/** A run's report as Markdown. With `hideKeyNames` it counts the keys that were not copied, and names none. */
export function reportText(run: FinishedRun, hideKeyNames: boolean): string {
  const { source, target, startedAt, plan } = run;
  const result = hideKeyNames ? withoutKeyNames(run.result) : run.result;
  return copyMarkdown(result, { source: source.name, target: target.name, startedAt, plan });
}

function withoutKeyNames(result: CopyResult): CopyResult {
  const quarantine = result.quarantine.map((entry) =>
    entry.type === 'function' ? entry : { ...entry, key: HIDDEN },
  );
  return { ...result, quarantine };
}
