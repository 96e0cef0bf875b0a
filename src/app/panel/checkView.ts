import type { CheckView, FactRow, RouteRow, ShownFinding } from '../../bridge/checkView';
import type { Endpoint } from '../../core/model/endpoint';
import type { CheckReport } from '../../core/model/checkReport';
import { concerns } from '../../core/model/finding';
import type { Finding, Severity } from '../../core/model/finding';
import type { KeySample } from '../../core/model/keySample';
import type { RoutePlan } from '../../core/model/plan';
import { sameServer } from '../../core/model/sameServer';
import { formatBytes, formatCount } from '../../core/report/format';
import { spanText } from '../../core/report/spanText';
import { untold } from '../../core/report/untold';
import { counted } from '../../core/report/counted';
import { percent } from '../desk/format';
import { offeredSetting } from '../desk/offeredSettings';
import { checkFacts } from './checkFacts';
import { keyCharts } from './keyCharts';
import { ROUTE_NAMES } from '../../core/report/routeNames';
import { routeReasons } from './routeReasons';
import { t } from '../../core/model/t';

/** A check in words. Takes from the profiles only what is named here; nothing in it is a secret. */
export function checkView(
  report: CheckReport,
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
    findings: findings.map(shownFinding),
    routes: report.routes.map((plan) => routeRow(plan, report)),
    because: report.recommended === null ? null : report.because,
    facts: sideBySide(
      checkFacts(source, ends.source, report.facts.source),
      target === null || ends.target === null ? null : checkFacts(target, ends.target, report.facts.target),
    ),
    untold: untoldText(report),
    keys: { note: keysNote(report), charts: report.sample === null ? [] : keyCharts(report.sample) },
    nodes: report.nodeTypes.map(({ name, usable, headroom }) => ({
      name,
      usable: formatBytes(usable),
      headroom: percent(headroom),
    })),
  };
}

function shownFinding(finding: Finding): ShownFinding {
  const setting = offeredSetting(finding.rule)?.label;
  return setting === undefined ? finding : { ...finding, setting };
}

function routeRow(plan: RoutePlan, { recommended, findings }: CheckReport): RouteRow {
  const { route, verdict, steps, estimate, cost } = plan;
  return {
    route,
    name: ROUTE_NAMES[route],
    verdict,
    reasons: routeReasons(plan, findings),
    duration: spanText(estimate.duration),
    downtime: spanText(estimate.downtime),
    basis: estimate.basis,
    losses: findings
      .filter((finding) => finding.loss !== undefined && concerns(finding, route))
      .map(({ message }) => `${message}.`),
    // A date is not broken at its end of line.
    cost: cost.replace(/(\d{4})-(\d{2})/g, '$1\u2011$2'),
    steps,
    recommended: route === recommended,
  };
}

/** The verdict and the sentence that says it. */
function judgement({ status, profile: { source, target }, findings, losses }: CheckReport): {
  readonly verdict: CheckView['verdict'];
  readonly headline: string;
} {
  if (target === null) {
    return { verdict: 'unjudged', headline: t('Choose a target to see what a copy would meet') };
  }
  const count = (severity: Severity): number =>
    findings.filter((each) => each.severity === severity && concerns(each, 'copy')).length;
  if (status === 'blocked') {
    const blockers = count('error');
    const headline =
      blockers === 1
        ? t('One finding stands in the way of a whole copy')
        : t('{0} findings stand in the way of a whole copy', blockers);
    return { verdict: 'blocked', headline };
  }
  if (sameServer(source, target) !== null) {
    return { verdict: 'warned', headline: t('Source and target are one and the same server') };
  }
  if (losses.length > 0) {
    return { verdict: 'warned', headline: t('A copy can start, but something will be lost on the way') };
  }
  if (count('warning') > 0) {
    return { verdict: 'warned', headline: t('A copy can start; there is something to know first') };
  }
  return { verdict: 'ready', headline: t('A copy can start, and nothing is expected to be lost') };
}

function restoreText({ plainRestoreRefused, profile: { target } }: CheckReport): string | null {
  if (target === null || plainRestoreRefused === null) return null;
  return plainRestoreRefused
    ? t(
        'A plain RESTORE would be refused for every key, and so would replication. Copy Data writes each value in the way that the target reads.',
      )
    : t('A plain RESTORE would be accepted: the target reads what the source writes.');
}

/** What ended a look at keys before the last of them. */
const ENDED: Readonly<Record<KeySample['endedBy'], string>> = {
  keys: '',
  end: '',
  seconds: t(', which took the time that it may take'),
  bytes: t(', which read as much as it may read'),
  latency: t(', which ended early because the source became slow'),
};

function keysNote({ profile: { source }, sample }: CheckReport): string {
  if (sample === null) return t('The keys of the source may not be read.');
  const { keys, complete, endedBy, sizes } = sample;
  const unsized = sizes === null && keys > 0 ? ` ${t('The source does not tell how large they are.')}` : '';
  if (complete) {
    return keys === 0
      ? t('The source holds no keys.')
      : t('Counted over all {0}.', counted(keys, 'key')) + unsized;
  }
  const some = formatCount(keys);
  const of =
    source.keys === null
      ? t('From a look at {0} keys', some)
      : t('From a look at {0} of {1}', some, counted(source.keys, 'key'));
  const off = t(
    'What stands behind ± tells how far a share may be off, as the line at the end of its bar does.',
  );
  return `${of}${ENDED[endedBy]}. ${off}${unsized}`;
}

function untoldText({ profile, facts }: CheckReport): string[] {
  return (['source', 'target'] as const).flatMap((end) => {
    const parts = untold(profile[end], facts[end]);
    return parts.length === 0
      ? []
      : [
          end === 'source'
            ? t('The source does not tell: {0}.', parts.join(', '))
            : t('The target does not tell: {0}.', parts.join(', ')),
        ];
  });
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
