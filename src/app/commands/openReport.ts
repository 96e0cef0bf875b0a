import type { Desk } from '../desk/desk';
import { openReportDocument } from '../desk/reports';
import type { FinishedRun, Run } from '../desk/run';
import { chooseRun } from './chooseRun';
import { t } from '../../core/model/t';

/** Open Report: what a finished run did, as a document. */
export async function openReport(desk: Desk, argument: unknown): Promise<void> {
  const run = await chooseRun(desk, argument, isFinished, {
    question: t('Whose report do you want to open?'),
    none: t('No run has finished yet.'),
  });
  if (run !== undefined) await openReportDocument(run);
}

function isFinished(run: Run): run is FinishedRun {
  return run.state === 'finished';
}
