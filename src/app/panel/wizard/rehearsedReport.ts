import type { CheckReport } from '../../../core/model/checkReport';
import { estimateRoute } from '../../../core/plan/estimate';
import { rehearsedRate } from './rehearsal';
import type { WizardState } from './wizardState';

/** The report of a check, its estimates of copies of ours by what the migration's own rehearsal measured since. */
export function rehearsedReport(report: CheckReport, state: WizardState): CheckReport {
  const rehearsed = rehearsedRate(state);
  if (rehearsed === null) return report;
  const { keys, usedMemory: bytes } = report.profile.source;
  const { rate, seconds } = rehearsed;
  const measured = { keys: rehearsed.keys, seconds, rate: { least: rate, median: rate, most: rate } };
  const load = { keys, bytes, measured, pace: state.migration.choice };
  return {
    ...report,
    routes: report.routes.map((plan) =>
      plan.route === 'copy' || plan.route === 'live-copy'
        ? { ...plan, estimate: estimateRoute(plan.route, load) }
        : plan,
    ),
  };
}
