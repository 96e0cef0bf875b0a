import type { UnfinishedRuns } from '../core/copy/unfinishedRuns';
import { KeptRun } from './keptRun';
import { listRuns } from './listRuns';

/** The runs in a folder that have not come to their end. */
export function unfinishedRuns(folder: string): UnfinishedRuns {
  return {
    list: async () =>
      (await listRuns(folder)).flatMap(({ state, ...run }) =>
        state === 'finished' ? [] : [{ ...run, state }],
      ),
    discard: async (run) => {
      await KeptRun.discard(folder, run);
    },
  };
}
