import type { Failure } from '../model/failure';
import type { CheckReport } from '../model/checkReport';
import type { RunStatus } from '../model/run';

/** The exit codes of the command line; part of its contract. */
export const EXIT = { whole: 0, notWhole: 1, usage: 2, couldNotRun: 3, cancelled: 130 } as const;

/** Whole only if nothing was quarantined, lost or found different. */
export function exitCodeOfRun(status: RunStatus): number {
  switch (status) {
    case 'done':
      return EXIT.whole;
    case 'incomplete':
      return EXIT.notWhole;
    case 'failed':
      return EXIT.couldNotRun;
    case 'cancelled':
      return EXIT.cancelled;
  }
}

/** Not whole when the check found a blocker. */
export function exitCodeOfCheck(report: CheckReport): number {
  return report.status === 'blocked' ? EXIT.notWhole : EXIT.whole;
}

/** Usage, or could not run. */
export function exitCodeOfFailure(failure: Failure): number {
  return failure.code === 'usage' ? EXIT.usage : EXIT.couldNotRun;
}
