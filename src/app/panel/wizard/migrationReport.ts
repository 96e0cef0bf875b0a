import type { Gate, GateList } from '../../../bridge/wizardView';
import { checkDocument } from '../../../core/report/checkDocument';
import { checkMarkdown } from '../../../core/report/checkMarkdown';
import { escapeMarkdown, table } from '../../../core/report/markdown';
import { verifySection } from '../../../core/report/verifyMarkdown';
import { t } from '../../../core/model/t';
import type { Endpoint } from '../../../core/model/endpoint';
import { plainChoiceWords } from '../../desk/choiceText';
import { endText } from '../../desk/checkEnd';
import { hiddenKeyNames, hiddenVerifiedNames } from '../../desk/hiddenKeyNames';
import { reportText } from '../../desk/reportText';
import { ROUTE_NAMES } from '../../../core/report/routeNames';
import { gatesOf } from './gates';
import { historyTable } from './historyTable';
import { rehearsalText, rehearsedRate } from './rehearsal';
import { rehearsedReport } from './rehearsedReport';
import { routeOf } from './wizardState';
import { provedAt } from './provedAt';
import type { WizardState } from './wizardState';

/** As the page says it. */
const STANDS: Readonly<Record<Gate['state'], string>> = {
  open: t('not known yet'),
  busy: t('looking'),
  passed: t('passed'),
  warned: t('look at it'),
  failed: t('not passed'),
};

/** All of a migration as one document: no secret and no value of a key is in it. */
export function migrationReport(state: WizardState, format: 'markdown' | 'json', at: number): string {
  return format === 'json' ? `${JSON.stringify(asDocument(state, at), null, 2)}\n` : asMarkdown(state, at);
}

function asDocument(state: WizardState, at: number): unknown {
  const { migration, source, target, check, run, verification, history, gates, hideKeyNames } = state;
  const result = run?.state === 'finished' ? run.result : null;
  const proof = verification.kind === 'finished' ? verification.result : null;
  return {
    document: 'elasticache-migrator migration',
    version: 1,
    savedAt: isoText(at),
    source: endDocument(source),
    target: endDocument(target),
    route: routeOf(state),
    choice: migration.choice,
    check: check.done === null ? null : checkDocument(rehearsedReport(check.done.report, state)),
    rehearsal: rehearsalDocument(state),
    run:
      result === null || run === undefined
        ? null
        : {
            id: run.id,
            startedAt: isoText(run.startedAt),
            plan: run.plan,
            result: hideKeyNames ? hiddenKeyNames(result) : result,
          },
    verification: proof !== null && hideKeyNames ? hiddenVerifiedNames(proof) : proof,
    verifiedAt: proof === null ? null : isoText(provedAt(state)),
    history: {
      events: history.events.map(({ begunAt, endedAt, ...event }) => ({
        ...event,
        begunAt: isoText(begunAt),
        endedAt: isoText(endedAt),
      })),
      earlier: history.earlier,
    },
    gates: gates.facts === null ? null : { seen: gates.facts, gates: gatesOf(state) },
  };
}

/** What the last rehearsal of the page measured; null without one that tells. */
function rehearsalDocument(state: WizardState): unknown {
  const rehearsed = rehearsedRate(state);
  if (rehearsed === null || state.rehearsal === undefined) return null;
  const { keys, seconds, rate } = rehearsed;
  return { startedAt: isoText(state.rehearsal.startedAt), keys, seconds, keysPerSecond: rate };
}

function isoText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function endDocument(end: Endpoint | undefined): unknown {
  return end === undefined ? null : { name: end.name, address: endText(end) };
}

function asMarkdown(state: WizardState, at: number): string {
  const { source, target, migration, check, run, verification, history, hideKeyNames } = state;
  const route = routeOf(state);
  const proof = verification.kind === 'finished' ? verification.result : null;
  const shown = proof !== null && hideKeyNames ? hiddenVerifiedNames(proof) : proof;
  const gates = gatesOf(state);
  return `${[
    `# ${t('Migration of {0} to {1}', escapeMarkdown(source?.name ?? '…'), escapeMarkdown(target?.name ?? '…'))}`,
    t('As of {0}. Route: {1}.', isoText(at) ?? '', route === null ? t('not chosen') : ROUTE_NAMES[route]),
    ...plainChoiceWords(migration.choice).map(escapeMarkdown),
    `## ${t('What was done')}`,
    ...historyTable(history),
    ...rehearsalSection(state),
    `## ${t('Gates')}`,
    state.gates.facts === null
      ? t('Neither end was looked at for them.')
      : t('Both ends were looked at {0}.', isoText(state.gates.facts.at) ?? ''),
    table([t('gate'), t('stands'), t('seen')], gates.map(gateRow)),
    ...gates.flatMap(({ list }) => (list === undefined ? [] : listSection(list))),
    ...(shown === null ? [] : datedSection(verifySection(shown), provedAt(state))),
    ...(run?.state === 'finished' ? [deeper(reportText(run, hideKeyNames))] : []),
    ...(check.done === null ? [] : [deeper(checkMarkdown(rehearsedReport(check.done.report, state)))]),
  ].join('\n\n')}\n`;
}

function gateRow({ title, state, detail, next, command }: Gate): string[] {
  const said = [detail, ...(next === undefined ? [] : [next]), ...(command === undefined ? [] : [command])];
  return [title, STANDS[state], escapeMarkdown(said.join(' '))];
}

function listSection({ title, columns, rows, more }: GateList): string[] {
  return [
    `### ${title}`,
    table(
      columns,
      rows.map((cells) => cells.map(escapeMarkdown)),
    ),
    ...(more === null ? [] : [more]),
  ];
}

function rehearsalSection(state: WizardState): string[] {
  const text = rehearsalText(state);
  return text === null ? [] : [`## ${t('Rehearsal')}`, escapeMarkdown(text)];
}

/** With when it ended beneath its heading. */
function datedSection([heading = '', ...rest]: readonly string[], at: number | null): string[] {
  const ended = isoText(at);
  return [heading, ...(ended === null ? [] : [t('It ended {0}.', ended)]), ...rest];
}

/** A document as a part of another one: its headings stand one level lower. */
function deeper(markdown: string): string {
  return markdown.trimEnd().replace(/^(#+) /gm, '#$1 ');
}
