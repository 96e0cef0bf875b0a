import type { CheckView, FactRow, RouteRow } from '../../bridge/checkView';
import type { Endpoint } from '../../core/model/endpoint';
import type { WholeReport } from '../../core/model/checkReport';
import { concerns } from '../../core/model/finding';
import type { Severity } from '../../core/model/finding';
import type { RoutePlan } from '../../core/model/plan';
import type { Route } from '../../core/model/route';
import { formatCount } from '../../core/report/format';
import { spanText } from '../../core/report/spanText';
import { counted } from '../desk/format';
import { checkFacts } from './checkFacts';

/** A check in words. Takes from the profiles only what is named here; nothing in it is a secret. */
export function checkView(
  report: WholeReport,
  ends: { readonly source: Endpoint; readonly target: Endpoint | null },
  checkedAt: number,
): CheckView {
  const {
    profile: { source, target },
    findings,
  } = report;
  return {
    ...judgement(report),
    checkedAt,
    restore: restoreText(report),
    losses:
      target === null
        ? null
        : findings.filter(({ loss }) => loss !== undefined).map(({ message }) => `${message}.`),
    findings,
    routes: report.routes.map((plan) => routeRow(plan, report.recommended)),
    because: report.recommended === null ? null : report.because,
    facts: sideBySide(
      checkFacts(source, ends.source),
      target === null || ends.target === null ? null : checkFacts(target, ends.target),
    ),
    kinds: kindsView(report),
  };
}

const ROUTE_NAMES: Readonly<Record<Route, string>> = {
  copy: 'Copy (ours)',
  'live-copy': 'Live copy (ours)',
  'online-migration': 'Online migration (AWS)',
  'seed-from-rdb': 'Seed from an RDB file in S3',
  'snapshot-copy': 'Snapshot to another region',
  'engine-upgrade': 'Engine upgrade in place',
  'file-import': 'File export and import',
};

function routeRow(
  { route, verdict, reasons, steps, estimate, cost }: RoutePlan,
  recommended: Route | null,
): RouteRow {
  return {
    route,
    name: ROUTE_NAMES[route],
    verdict,
    reasons,
    duration: spanText(estimate.duration),
    downtime: spanText(estimate.downtime),
    cost,
    steps,
    recommended: route === recommended,
  };
}

/** The verdict and the sentence that says it. */
function judgement({ status, profile: { source, target }, findings, losses }: WholeReport): {
  readonly verdict: CheckView['verdict'];
  readonly headline: string;
} {
  if (target === null) {
    return { verdict: 'unjudged', headline: 'Choose a target to see what a copy would meet' };
  }
  const count = (severity: Severity): number =>
    findings.filter((each) => each.severity === severity && concerns(each, 'copy')).length;
  if (status === 'blocked') {
    const blockers = count('error');
    const stand = blockers === 1 ? 'One finding stands' : `${String(blockers)} findings stand`;
    return { verdict: 'blocked', headline: `${stand} in the way of a whole copy` };
  }
  if (source.runId === target.runId) {
    return { verdict: 'warned', headline: 'Source and target are one and the same server' };
  }
  if (losses.length > 0) {
    return { verdict: 'warned', headline: 'A copy can start, but something will be lost on the way' };
  }
  if (count('warning') > 0) {
    return { verdict: 'warned', headline: 'A copy can start; there is something to know first' };
  }
  return { verdict: 'ready', headline: 'A copy can start, and nothing is expected to be lost' };
}

function restoreText({ plainRestoreRefused, profile: { target } }: WholeReport): string | null {
  if (target === null || plainRestoreRefused === null) return null;
  return plainRestoreRefused
    ? 'A plain RESTORE would be refused for every key, and so would replication. Copy Data writes each value in the way that the target reads.'
    : 'A plain RESTORE would be accepted: the target reads what the source writes.';
}

function kindsView({ profile: { source }, kinds }: WholeReport): CheckView['kinds'] {
  const note =
    kinds.sampled === 0
      ? 'The source holds no keys.'
      : kinds.complete
        ? `Counted over all ${counted(kinds.sampled, 'key')}.`
        : `From a look at ${formatCount(kinds.sampled)} of ${counted(source.keys, 'key')}.`;
  return {
    note,
    rows: kinds.counts.map(({ kind, count }) => ({
      kind,
      count: formatCount(count),
      share: kinds.sampled === 0 ? 0 : count / kinds.sampled,
    })),
  };
}

/** Rows of both ends by their labels, in the order of the source's. */
function sideBySide(
  source: ReadonlyMap<string, string>,
  target: ReadonlyMap<string, string> | null,
): FactRow[] {
  return [...source].map(([label, fact]) => ({
    label,
    source: fact,
    target: target === null ? null : (target.get(label) ?? ''),
  }));
}
