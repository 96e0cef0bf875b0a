import type { Failure } from '../model/failure';
import type { Finding, Severity } from '../model/finding';
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

const SEVERITIES = ['info', 'warning', 'error'] as const;

/** Not whole when there is a finding at least so severe. */
export function exitCodeOfFindings(findings: readonly Finding[], failOn: Severity): number {
  const least = SEVERITIES.indexOf(failOn);
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= least) ? EXIT.notWhole : EXIT.whole;
}

/** Usage, or could not run. */
export function exitCodeOfFailure(failure: Failure): number {
  return failure.code === 'usage' ? EXIT.usage : EXIT.couldNotRun;
}
