import type { CheckView } from '../../src/bridge/checkView';
import { t } from '../../src/core/model/t';

/** What a check found otherwise than the one before it, in words; null where there was none before, or it is the same one. */
export function changesSince(before: CheckView | null, { findings, checkedAt }: CheckView): string | null {
  if (before === null || before.checkedAt === checkedAt) return null;
  const rules = new Set(findings.map(({ rule }) => rule));
  const known = new Set(before.findings.map(({ rule }) => rule));
  const gone = before.findings.filter(({ rule }) => !rules.has(rule)).map(({ message }) => message);
  const fresh = findings.filter(({ rule }) => !known.has(rule)).map(({ message }) => message);
  if (gone.length === 0 && fresh.length === 0) return t('The same findings as in the check before.');
  return [
    ...(gone.length === 0 ? [] : [t('No longer found: {0}.', gone.join('; '))]),
    ...(fresh.length === 0 ? [] : [t('Not found in the check before: {0}.', fresh.join('; '))]),
  ].join(' ');
}
