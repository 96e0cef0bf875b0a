import type { CheckReport } from '../model/checkReport';
import type { Finding, Severity } from '../model/finding';
import type { RoutePlan } from '../model/plan';
import { engineWords, fileWords } from './fileWords';
import { formatBytes, formatCount } from './format';
import { keysWords } from './keysWords';
import { endText, ends } from './layout';
import { escapeMarkdown, table } from './markdown';
import { spanText } from './spanText';
import { ROUTE_NAMES } from './routeNames';
import { VERDICT_WORDS } from './verdictWords';
import { figure, undecided, untoldOf } from './untold';
import { t } from '../model/t';

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: t('What stands in the way'),
  warning: t('What to know first'),
  info: t('Notes'),
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
    `# ${t('Check')}`,
    escapeMarkdown(target === null ? endText(source) : ends(source, target)),
    t(
      'Keys: {0}. Memory: {1}.',
      report.sourceDatabase === undefined ? figure(source.keys, formatCount) : keysWords(report),
      figure(source.usedMemory, formatBytes),
    ),
    ...(report.file === undefined ? [] : [t('File: {0}.', escapeMarkdown(fileWords(report.file)))]),
    ...enginePart(report),
    ...(recommended === null
      ? []
      : [
          `**${t('Recommended: {0}.', ROUTE_NAMES[recommended])}** ${escapeMarkdown(because)}`,
          `## ${t('Routes')}`,
          routeTable(routes),
        ]),
    ...sections,
    ...unknownPart(report),
    ...(findings.length === 0 ? [t('No rule has anything to say.')] : []),
    ...routes.filter(({ route }) => route === recommended).map(stepsPart),
  ].join('\n\n')}\n`;
}

function unknownPart(report: CheckReport): string[] {
  const open = undecided(report.places.target);
  const ends = [
    ...(['source', 'target'] as const).flatMap((end) => {
      const parts = untoldOf(report, end);
      if (parts.length === 0) return [];
      const named = parts.join(', ');
      return [
        end === 'source'
          ? t('The source does not tell: {0}.', named)
          : t('The target does not tell: {0}.', named),
      ];
    }),
    ...(open.length === 0 ? [] : [t('Not decided of the new cache: {0}.', open.join(', '))]),
  ];
  return ends.length === 0 ? [] : [`## ${t('What is not known')}`, ...ends];
}

function enginePart({ engines = [] }: CheckReport): string[] {
  if (engines.length === 0) return [];
  const heading = [t('engine'), t('created from the file'), t('copy'), t('because of')];
  return [
    `## ${t('A new ElastiCache cache of each engine version')}`,
    table(heading, engines.map(engineWords)),
  ];
}

function findingPart({ rule, message, evidence, fix, docs }: Finding): string {
  return [
    `### ${escapeMarkdown(message)}`,
    t('Because {0}. {1}', escapeMarkdown(evidence), escapeMarkdown(fix)),
    t('Rule {0}', `\`${rule}\`: <${docs}>`),
  ].join('\n\n');
}

function routeTable(routes: readonly RoutePlan[]): string {
  return table(
    [t('route'), t('verdict'), t('because of'), t('duration'), t('writes stop for'), t('cost')],
    routes.map(({ route, verdict, reasons, estimate, cost }) => [
      ROUTE_NAMES[route],
      VERDICT_WORDS[verdict],
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
  const heading = t('How to take the route {0}', ROUTE_NAMES[route]);
  return `## ${heading}\n\n${list}\n\n${t('Times: {0}.', escapeMarkdown(estimate.basis))}`;
}
