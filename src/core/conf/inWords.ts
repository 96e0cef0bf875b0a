import { t } from '../model/t';
import type { Readiness } from './elasticache';
import { ofTable } from './ofTable';

/** What a person reads of what becomes of a directive, in the editor's language. */
interface ReadinessWords {
  /** A sentence. */
  readonly why: string;
  readonly serverless: string | undefined;
  /** What its parameter takes. */
  readonly allowed: string | undefined;
  /** The default of its parameter. */
  readonly standard: string | undefined;
}

/**
 * Says what the table tells of a directive.
 * @param code marks a word that is typed as it stands
 */
export function inWords(
  { why, serverless, allowed, default: standard }: Readiness,
  code = (word: string): string => word,
): ReadinessWords {
  return {
    why: ofTable(why),
    serverless: serverless === undefined ? undefined : ofTable(serverless),
    allowed: typeof allowed === 'object' ? allowed.map(code).join(', ') : allowedText(allowed),
    standard: standard === '' ? t('empty') : standard === undefined ? undefined : code(standard),
  };
}

function allowedText(allowed: string | undefined): string | undefined {
  if (allowed === 'any integer') return t('any integer');
  if (allowed === 'integer > 0') return t('integer > 0');
  if (allowed?.startsWith('characters ') !== true) return allowed;
  return t('characters {0}', allowed.slice('characters '.length));
}
