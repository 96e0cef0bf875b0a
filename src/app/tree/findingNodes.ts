import type { Finding, Severity } from '../../core/model/finding';
import type { EndpointFindings } from '../desk/endpointFindings';
import { counted } from '../../core/report/counted';
import { markdownTable } from '../desk/markdownTable';
import { COMMANDS } from '../ids';
import { ROUTE_NAMES } from '../../core/report/routeNames';
import type { Node } from './node';
import { t } from '../../core/model/t';

const LOOKS: Readonly<Record<Severity, Pick<Node, 'icon' | 'colour'>>> = {
  error: { icon: 'error', colour: 'problemsErrorIcon.foreground' },
  warning: { icon: 'warning', colour: 'problemsWarningIcon.foreground' },
  info: { icon: 'info', colour: 'problemsInfoIcon.foreground' },
};

/** The findings of the last check beneath their endpoint: what stands in the way, then what to know; notes are on the page. */
export function findingsNode(endpointId: string, { target, targetId, findings }: EndpointFindings): Node {
  const base = `endpoint/${endpointId}/findings`;
  const shown = findings.filter(({ severity }) => severity !== 'info');
  const errors = shown.filter(({ severity }) => severity === 'error').length;
  const warnings = shown.length - errors;
  const notes = findings.length - shown.length;
  const counts = [
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
    ...(notes === 0 ? [] : [counted(notes, 'note')]),
  ];
  return {
    id: base,
    label: t('Findings'),
    description: [
      ...(counts.length === 0 ? [t('none')] : counts),
      ...(target === null ? [] : [t('for {0}', target)]),
    ].join(' · '),
    ...(errors > 0 ? LOOKS.error : warnings > 0 ? LOOKS.warning : { icon: 'pass' }),
    context: 'detail.findings',
    subject: endpointId,
    children: shown.map((finding, index) =>
      findingNode(`${base}/${String(index)}`, endpointId, targetId, finding),
    ),
  };
}

function findingNode(id: string, subject: string, target: string | null, finding: Finding): Node {
  const { rule, severity, message, evidence, fix, blocks = [] } = finding;
  return {
    id,
    label: message,
    description:
      blocks.length === 0 ? '' : t('blocks {0}', blocks.map((route) => ROUTE_NAMES[route]).join(', ')),
    tooltip: markdownTable(message, [
      [t('Rule'), rule],
      [t('Evidence'), evidence],
      [t('What to do'), fix],
    ]),
    ...LOOKS[severity],
    context: 'finding',
    subject,
    finding: { rule, target },
    command: COMMANDS.openFinding,
    children: [],
  };
}
