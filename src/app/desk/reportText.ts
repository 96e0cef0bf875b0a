import { toBase64 } from '../../core/model/base64';
import type { ProvenCopyResult } from '../../core/model/verification';
import { copyMarkdown } from '../../core/report/copyMarkdown';
import type { FinishedRun } from './run';

const HIDDEN = toBase64(new TextEncoder().encode('(hidden)'));

/**
 * A run's report as Markdown. With `hideKeyNames` it counts the keys that were not copied, and those that differ,
 * and names none.
 */
export function reportText(run: FinishedRun, hideKeyNames: boolean): string {
  const { source, target, startedAt, plan } = run;
  const result = hideKeyNames ? withoutKeyNames(run.result) : run.result;
  return copyMarkdown(result, { source: source.name, target: target.name, startedAt, plan });
}

function withoutKeyNames(result: ProvenCopyResult): ProvenCopyResult {
  const quarantine = result.quarantine.map((entry) =>
    entry.type === 'function' ? entry : { ...entry, key: HIDDEN },
  );
  const { verify } = result;
  if (verify === undefined) return { ...result, quarantine };
  const differences = verify.differences.map((difference) => ({ ...difference, key: HIDDEN }));
  return { ...result, quarantine, verify: { ...verify, differences } };
}
