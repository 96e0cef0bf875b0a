import type { KeptMigration } from './migrations';
import type { Run } from './run';

/** A run with what the latest verification of its migration came to, where there was one since. */
export function provenSince(run: Run, kept: readonly KeptMigration[]): Run {
  const proof = kept.find(({ runId }) => runId === run.id)?.proof ?? null;
  return run.state !== 'finished' || proof === null ? run : { ...run, proof };
}
