import type { CheckReport } from '../model/checkReport';
import type { Finding } from '../model/finding';
import type { RoutePlan } from '../model/plan';
import type { Route } from '../model/route';
import { checkFactsText } from './checkFactsText';
import { findingLine, findingText, findingsAbout } from './checkFindingText';
import { endText, ends } from './layout';
import { engineWords } from './fileWords';
import { spanText } from './spanText';
import { undecided, untoldOf } from './untold';
import { wrap } from './wrap';

/** Judged where no route is ready or risky: the one that most can be done about. */
const OWN: Route = 'copy';

/**
 * A check's report for a terminal of 80 columns; only commands to be copied are longer.
 * @param all tells of every finding in full; else of the recommended route's, and of the others by their rules
 */
export function checkText(report: CheckReport, all = false): string {
  const { findings, routes, recommended } = report;
  const about = findingsAbout(findings, recommended ?? OWN);
  const shown = (some: readonly Finding[]): string[] =>
    some.map((one) => (all || one.severity !== 'info' ? findingText(one) : findingLine(one)));
  const parts = [
    [`Check: ${verdict(report)}.`, endsText(report)],
    routes.length === 0 ? [] : [wrap(advice(report))],
    checkFactsText(report),
    section('A new ElastiCache cache, by its engine version', enginesText(report)),
    section('Routes', tableOf(routeRows(routes))),
    section(headingOf(report), shown(about.route)),
    section(routes.length === 0 ? 'Findings' : 'Whatever the route', shown(about.all)),
    section(`What stands in the way of ${OWN}`, all ? [] : refusals(about.others).map(findingText)),
    all
      ? section('Of other routes', about.others.map(findingText))
      : section('What stands in the way of other routes', otherRoutes(report)),
    stepsPart(report),
    ...unknownParts(report),
    all || findings.every(({ severity }) => severity !== 'info') ? [] : [ALL],
  ];
  return `${parts.flatMap((part) => (part.length === 0 ? [] : [part.join('\n')])).join('\n\n')}\n`;
}

const ALL = '--all tells of everything in full, --markdown too.';

function verdict({ status, losses }: CheckReport): string {
  if (status === 'blocked') return 'something stands in the way';
  return losses.length === 0
    ? 'nothing stands in the way'
    : 'nothing stands in the way, but something will be lost';
}

/** What says that the copy cannot be done, also where another route is to be taken: most can be done about that. */
function refusals(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity, blocks = [] }) => severity === 'error' && blocks.includes(OWN));
}

function advice({ recommended, because }: CheckReport): string {
  return recommended === null ? 'No route can be taken as it is.' : `Recommended: ${recommended}. ${because}`;
}

function endsText({ profile: { source, target }, places }: CheckReport): string {
  if (target === null) return endText(source);
  return `${ends(source, target)}${places.target?.planned === true ? ', yet to be created' : ''}`;
}

function headingOf({ recommended, routes }: CheckReport): string {
  if (routes.length === 0) return 'What stands in the way';
  return recommended === null ? `What stands in the way of ${OWN}` : `To know before ${recommended}`;
}

/** Lines under a heading; nothing where there are none. */
function section(heading: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : [heading, ...body];
}

/** What each makes of a file, and the rules behind that. */
function enginesText({ engines = [] }: CheckReport): string[] {
  if (engines.length === 0) return [];
  const fits = engines.map(engineWords);
  const table = tableOf([['', 'from the file', 'copy'], ...fits.map((fit) => fit.slice(0, 3))]);
  const indent = ' '.repeat(Math.max(...table.map((line) => line.length)) + 2);
  return table.map((line, index) => {
    const why = index === 0 ? 'because of' : (fits[index - 1]?.[3] ?? '');
    return why === '' ? line : wrap(why, line.padEnd(indent.length), indent);
  });
}

function routeRows(routes: readonly RoutePlan[]): (readonly string[])[] {
  if (routes.length === 0) return [];
  return [
    ['', 'verdict', 'takes', 'writes stop for'],
    ...routes.map(({ route, verdict, estimate }) =>
      verdict === 'blocked'
        ? [route, verdict]
        : [route, verdict, spanText(estimate.duration), spanText(estimate.downtime)],
    ),
  ];
}

function tableOf(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

function otherRoutes({ routes, recommended, findings }: CheckReport): string[] {
  return routes
    .filter(({ route, verdict }) => route !== (recommended ?? OWN) && verdict !== 'ready')
    .map(({ route, verdict, reasons }) => {
      const blocks = reasons.filter((rule) =>
        findings.some((one) => one.rule === rule && one.blocks?.includes(route) === true),
      );
      return wrap((verdict === 'blocked' ? blocks : reasons).join(', '), `  ${route.padEnd(16)}  `);
    });
}

function stepsPart({ routes, recommended }: CheckReport): string[] {
  const taken = routes.find(({ route }) => route === recommended);
  if (taken === undefined) return [];
  return section(`How to take the route ${taken.route}`, [
    ...taken.steps.map((step, index) => {
      const number = `  ${String(index + 1)}. `;
      const [, words, command] = COMMAND.exec(step) ?? [];
      return command === undefined
        ? wrap(step, number)
        : `${wrap(words ?? '', number).trimEnd()}\n${' '.repeat(number.length)}${command}`;
    }),
    wrap(`Times: ${taken.estimate.basis}.`, '  '),
  ]);
}

const COMMAND = /^(.*?: )((?:aws|elasticache-migrator|redis-cli|redis-server|valkey-server|cp) .*)$/s;

function unknownParts(report: CheckReport): string[][] {
  const open = undecided(report.places.target);
  return [
    ...(['source', 'target'] as const).map((end) => {
      const parts = untoldOf(report, end);
      return parts.length === 0
        ? []
        : [wrap(`Not known, since the ${end} does not tell: ${parts.join(', ')}.`)];
    }),
    open.length === 0 ? [] : [wrap(`Not decided of the new cache: ${open.join(', ')}.`)],
  ];
}
