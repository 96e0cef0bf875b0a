import { parseConf } from '../../conf/confDocument';
import type { ConfDocument } from '../../conf/confDocument';
import type { ConfTarget } from '../../conf/confTarget';
import { preferredName } from '../../conf/catalogue';
import { settingsOf } from '../../conf/settings';
import type { Setting } from '../../conf/settings';
import type { ConfFinding, ConfReport, TextEdit } from '../../model/confReport';
import { guessTarget, toldTarget } from '../../conf/targetOfText';
import type { Product } from '../../model/profile';
import type { ConfEdit, ConfRule } from './confRule';
import { CONF_RULES, rulesFor } from './registry';

/** How a file is to be judged. */
export interface AskedConf {
  /** The server that it is for; null for what the file says, or the likeliest. */
  readonly target: ConfTarget | null;
  /** Without a target: the only product that it may be for. */
  readonly product?: Product;
  /** Also tell what becomes of each setting in ElastiCache. */
  readonly elasticache?: boolean;
}

/**
 * Judges the text of a redis.conf.
 * @param fileName helps to guess the server, when the text does not say which it is for
 */
export function checkConfText(text: string, fileName: string, asked: AskedConf): ConfReport {
  const document = parseConf(text);
  const { product, elasticache = false } = asked;
  const rules = rulesFor(elasticache);
  if (asked.target !== null) return checkConf(document, asked.target, 'option', rules);
  const told = toldTarget(document);
  if (told !== null && (product === undefined || product === told.product))
    return checkConf(document, told, 'file', rules);
  const among = product === undefined ? undefined : [product];
  return checkConf(document, guessTarget(document, fileName, among), 'guess', rules);
}

/** Judges a redis.conf for one server. Pure, and safe for any text. */
export function checkConf(
  document: ConfDocument,
  target: ConfTarget,
  from: ConfReport['profile']['from'] = 'option',
  rules: readonly ConfRule[] = CONF_RULES,
): ConfReport {
  const settings = settingsOf(document, target);
  const includes = settings.some(({ name, fits }) => name === 'include' && fits);
  const evidence = { document, target, settings, last: lastOf(settings, target), includes };
  const findings = rules
    .flatMap((rule) =>
      rule.evaluate(evidence).map(({ at, ...found }): ConfFinding => ({
        rule: rule.id,
        severity: found.severity,
        message: found.message,
        evidence: found.evidence,
        fix: found.fix,
        docs: found.docs ?? rule.docs,
        line: at.line + 1,
        column: at.start + 1,
        endLine: at.line + 1,
        endColumn: at.end + 1,
        ...(found.edit === undefined ? {} : { edit: textEdit(found.edit) }),
      })),
    )
    .sort((a, b) => a.line - b.line || a.column - b.column);
  return {
    status: findings.some(({ severity }) => severity === 'error') ? 'refused' : 'accepted',
    profile: {
      product: target.product,
      version: target.version,
      from,
      lines: document.lines.length,
      settings: settings.length,
    },
    findings,
  };
}

function textEdit({ line, start, endLine = line, end, title, text }: ConfEdit): TextEdit {
  return { line: line + 1, column: start + 1, endLine: endLine + 1, endColumn: end + 1, title, text };
}

function lastOf(settings: readonly Setting[], target: ConfTarget): Map<string, Setting> {
  const last = new Map<string, Setting>();
  for (const setting of settings) {
    if (!setting.fits || setting.directive === null) continue;
    last.set(preferredName(setting.directive, target) ?? setting.directive.name, setting);
  }
  return last;
}
