import type { CheckReport } from '../model/checkReport';
import type { Finding, Severity } from '../model/finding';
import type { RoutePlan } from '../model/plan';
import { formatBytes, formatCount } from './format';
import { columns, ends, lines } from './layout';
import { spanText } from './spanText';
import { figure, untold } from './untold';

const SIGNS: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'info' };

/** A check's report for a terminal. */
export function checkText(report: CheckReport): string {
  const { kinds, routes, findings, facts } = report;
  const { source, target } = report.profile;
  return lines([
    report.status === 'ready' ? 'Check: nothing stands in the way.' : 'Check: something stands in the way.',
    target === null ? serverLine(report) : ends(source, target),
    columns([
      ['source keys', figure(source.keys, formatCount)],
      [
        'source databases',
        source.databases.map(({ index, keys }) => `db${String(index)} ${formatCount(keys)}`).join(', '),
      ],
      ['source memory', figure(source.usedMemory, formatBytes)],
      [
        'kinds',
        `${kinds.counts.map(({ kind, count }) => `${formatCount(count)} ${kind}`).join(', ')}${kinds.complete ? '' : ` (of ${formatCount(kinds.sampled)} keys looked at)`}`,
      ],
      ...(target === null ? [] : [['target keys', figure(target.keys, formatCount)] as const]),
      ...(report.plainRestoreRefused === null
        ? []
        : [['plain RESTORE', report.plainRestoreRefused ? 'refused for every key' : 'accepted'] as const]),
    ]),
    ...(['source', 'target'] as const).flatMap((end) => {
      const parts = untold(report.profile[end], facts[end], report.places[end]?.planned);
      return parts.length === 0 ? [] : [`Not known, since the ${end} does not tell: ${parts.join(', ')}.`];
    }),
    ...findings.flatMap(findingLines),
    ...(routes.length === 0 ? [] : ['Routes:', columns(routes.map(routeRow))]),
    report.recommended === null ? '' : `Recommended: ${report.recommended}. ${report.because}`,
  ]);
}

function serverLine({ profile: { source } }: CheckReport): string {
  return ends(source, null).replace(' -> (not reached)', '');
}

function findingLines({ severity, message, evidence, fix, rule }: Finding): string[] {
  return [`${SIGNS[severity]} [${rule}] ${message}`, `    because ${evidence}`, `    ${fix}`];
}

function routeRow({ route, verdict, reasons, estimate }: RoutePlan): readonly [string, string] {
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  const downtime = verdict === 'blocked' ? '' : `, writes stop for ${spanText(estimate.downtime)}`;
  return [route, `${verdict}${why}${downtime}`];
}
