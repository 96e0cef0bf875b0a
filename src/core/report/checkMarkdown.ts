import type { CheckReport } from '../model/checkReport';
import type { Finding, Severity } from '../model/finding';
import type { RoutePlan } from '../model/plan';
import { engineWords, fileWords } from './fileWords';
import { formatBytes, formatCount } from './format';
import { keysWords } from './keysWords';
import { ends } from './layout';
import { escapeMarkdown, table } from './markdown';
import { spanText } from './spanText';
import { figure, undecided, untoldOf } from './untold';

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: 'What stands in the way',
  warning: 'What to know first',
  info: 'Notes',
};

/** A check's report as Markdown, to be kept or handed on. Holds no secret, as the report itself. */
export function checkMarkdown(report: CheckReport): string {
  const { findings, routes, recommended, because } = report;
  const { source, target } = report.profile;
  const sections = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const some = findings.filter((finding) => finding.severity === severity);
    return some.length === 0 ? [] : [`## ${HEADINGS[severity]}`, ...some.map(findingPart)];
  });
  return `${[
    '# Check',
    escapeMarkdown(
      target === null ? ends(source, null).replace(' -> (not reached)', '') : ends(source, target),
    ),
    `Keys: ${report.sourceDatabase === undefined ? figure(source.keys, formatCount) : keysWords(report)}. Memory: ${figure(source.usedMemory, formatBytes)}.`,
    ...(report.file === undefined ? [] : [`File: ${escapeMarkdown(fileWords(report.file))}.`]),
    ...enginePart(report),
    ...(recommended === null
      ? []
      : [`**Recommended: ${recommended}.** ${escapeMarkdown(because)}`, '## Routes', routeTable(routes)]),
    ...sections,
    ...unknownPart(report),
    ...(findings.length === 0 ? ['No rule has anything to say.'] : []),
    ...routes.filter(({ route }) => route === recommended).map(stepsPart),
  ].join('\n\n')}\n`;
}

function unknownPart(report: CheckReport): string[] {
  const open = undecided(report.places.target);
  const ends = [
    ...(['source', 'target'] as const).flatMap((end) => {
      const parts = untoldOf(report, end);
      return parts.length === 0 ? [] : [`The ${end} does not tell: ${parts.join(', ')}.`];
    }),
    ...(open.length === 0 ? [] : [`Not decided of the new cache: ${open.join(', ')}.`]),
  ];
  return ends.length === 0 ? [] : ['## What is not known', ...ends];
}

function enginePart({ engines = [] }: CheckReport): string[] {
  if (engines.length === 0) return [];
  const heading = ['engine', 'created from the file', 'copy', 'because of'];
  return ['## A new ElastiCache cache of each engine version', table(heading, engines.map(engineWords))];
}

function findingPart({ rule, message, evidence, fix, docs }: Finding): string {
  return [
    `### ${escapeMarkdown(message)}`,
    `Because ${escapeMarkdown(evidence)}. ${escapeMarkdown(fix)}`,
    `Rule \`${rule}\`: <${docs}>`,
  ].join('\n\n');
}

function routeTable(routes: readonly RoutePlan[]): string {
  return table(
    ['route', 'verdict', 'because of', 'duration', 'writes stop for', 'cost'],
    routes.map(({ route, verdict, reasons, estimate, cost }) => [
      route,
      verdict,
      reasons.map((rule) => `\`${rule}\``).join(', '),
      ...(verdict === 'blocked' ? ['', ''] : [spanText(estimate.duration), spanText(estimate.downtime)]),
      escapeMarkdown(cost),
    ]),
  );
}

/** A command stands as code, so that it can be copied as it is. */
function stepText(step: string): string {
  const [, words = step, command] =
    /^(.*?: )?((?:aws|elasticache-migrator|redis-cli|redis-server) .*)$/s.exec(step) ?? [];
  return command === undefined ? escapeMarkdown(step) : `${escapeMarkdown(words)}\`${command}\``;
}

function stepsPart({ route, steps, estimate }: RoutePlan): string {
  const list = steps.map((step, index) => `${String(index + 1)}. ${stepText(step)}`).join('\n');
  return `## How to take the route ${route}\n\n${list}\n\nTimes: ${escapeMarkdown(estimate.basis)}.`;
}
