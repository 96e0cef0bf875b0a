import { t } from '../../core/model/t';
import { canBeResumed, isOvertaken, runName } from './run';
import type { Run, RunEnd } from './run';

/** What someone who begins a copy of these ends should know of other runs, a sentence each. */
export function runsBeside(
  runs: readonly Run[],
  { source, target }: { readonly source: RunEnd; readonly target: RunEnd },
): string[] {
  const into = runs.filter((run) => run.target.id === target.id);
  const writing = into.filter(({ state }) => state === 'running');
  const left = into.some((run) => run.source.id === source.id && canBeResumed(run) && !isOvertaken(run));
  return [
    ...writing.map((run) =>
      t(
        '{0} writes into {1} just now: of a key that both copy, the last one stays.',
        runName(run),
        target.name,
      ),
    ),
    ...(left ? [t('A copy of these two was interrupted. Resume Run goes on with it instead.')] : []),
  ];
}
