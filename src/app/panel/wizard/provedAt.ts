import type { WizardState } from './wizardState';

/** When the verification that is shown ended, in milliseconds since the epoch; null where that is not known. */
export function provedAt({ history, migration, run }: WizardState): number | null {
  const beside = history.events.findLast(({ runId }) => runId === null);
  const ofRun = run?.state === 'finished' && run.result.verify !== undefined ? run.endedAt : undefined;
  return beside?.endedAt ?? migration.proof?.at ?? ofRun ?? null;
}
