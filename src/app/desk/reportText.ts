import { copyMarkdown } from '../../core/report/copyMarkdown';
import { hiddenKeyNames } from './hiddenKeyNames';
import type { FinishedRun } from './run';

/**
 * A run's report as Markdown. With `hideKeyNames` it counts the keys that were not copied, and those that differ,
 * and names none.
 */
export function reportText(run: FinishedRun, hideKeyNames: boolean): string {
  const { source, target, startedAt, plan } = run;
  const result = hideKeyNames ? hiddenKeyNames(run.result) : run.result;
  return copyMarkdown(result, { source: source.name, target: target.name, startedAt, plan });
}
