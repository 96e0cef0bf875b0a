import type { Directive } from './catalogue';
import type { ConfTarget } from './confTarget';
import { familyFor, hasParameter, noteOf, readinessOf } from './elasticache';
import type { Readiness } from './elasticache';
import { inWords } from './inWords';
import { t } from '../model/t';

const KNOWN: Readonly<Record<Readiness['known'], string>> = {
  documented: t('documented by AWS'),
  partly: t('partly inferred from what AWS documents'),
  inferred: t('inferred: no page of AWS names it'),
};

/** What becomes of a directive in ElastiCache, as lines of Markdown. */
export function elasticacheText({ name }: Directive, target: ConfTarget): string {
  const { family } = familyFor(target);
  const readiness = readinessOf(name, family);
  if (readiness === null) return '';
  const { why, serverless } = inWords(readiness);
  return [
    `**ElastiCache:** ${verdictText(readiness, family)} (${KNOWN[readiness.known]}).`,
    noteOf(readiness) === '' ? '' : why,
    ...(serverless === undefined ? [] : [t('In serverless caches: {0}.', serverless)]),
  ]
    .filter((words) => words !== '')
    .join('\n\n');
}

function verdictText(readiness: Readiness, family: string): string {
  const { name, verdict, parameter = name, field } = readiness;
  const { allowed, standard } = inWords(readiness, (word) => `\`${word}\``);
  switch (verdict) {
    case 'creation':
      return field === undefined
        ? t('chosen when the cache is created')
        : t('chosen when the cache is created, by `{0}`', field);
    case 'managed':
      return t('up to the service');
    case 'not-available':
      return t('not available');
    case 'settable':
  }
  if (!hasParameter(readiness, family)) {
    return t('parameter groups of the family {0} do not have `{1}`', family, parameter);
  }
  return [
    name === 'client-output-buffer-limit'
      ? t('set by parameters `{0}-…` of a group of the family {1}', parameter, family)
      : t('set by the parameter `{0}` of a group of the family {1}', parameter, family),
    ...(allowed === undefined ? [] : [t('which takes {0}', allowed)]),
    ...(standard === undefined ? [] : [t('by default {0}', standard)]),
  ].join(', ');
}
