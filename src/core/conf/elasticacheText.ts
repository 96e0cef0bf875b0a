import type { Directive } from './catalogue';
import type { ConfTarget } from './confTarget';
import { familyFor, hasParameter, noteOf, readinessOf } from './elasticache';
import type { Readiness } from './elasticache';

const KNOWN: Readonly<Record<Readiness['known'], string>> = {
  documented: 'documented by AWS',
  partly: 'partly inferred from what AWS documents',
  inferred: 'inferred: no page of AWS names it',
};

/** What becomes of a directive in ElastiCache, as lines of Markdown. */
export function elasticacheText({ name }: Directive, target: ConfTarget): string {
  const { family } = familyFor(target);
  const readiness = readinessOf(name, family);
  if (readiness === null) return '';
  const { known, serverless } = readiness;
  return [
    `**ElastiCache:** ${verdictText(readiness, family)} (${KNOWN[known]}).`,
    noteOf(readiness),
    ...(serverless === undefined ? [] : [`In serverless caches: ${serverless}.`]),
  ]
    .filter((words) => words !== '')
    .join('\n\n');
}

function verdictText(readiness: Readiness, family: string): string {
  const { name, verdict, parameter = name, field, allowed, default: standard } = readiness;
  switch (verdict) {
    case 'creation':
      return `chosen when the cache is created${field === undefined ? '' : `, by \`${field}\``}`;
    case 'managed':
      return 'up to the service';
    case 'not-available':
      return 'not available';
    case 'settable':
  }
  if (!hasParameter(readiness, family)) {
    return `parameter groups of the family ${family} do not have \`${parameter}\``;
  }
  const words = typeof allowed === 'string' ? allowed : allowed?.map((word) => `\`${word}\``).join(', ');
  return [
    `set by ${name === 'client-output-buffer-limit' ? `parameters \`${parameter}-…\`` : `the parameter \`${parameter}\``} of a group of the family ${family}`,
    ...(words === undefined ? [] : [`which takes ${words}`]),
    ...(standard === undefined ? [] : [`by default ${standard === '' ? 'empty' : `\`${standard}\``}`]),
  ].join(', ');
}
