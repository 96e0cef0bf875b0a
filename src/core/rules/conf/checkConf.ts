import { parseConf } from '../../conf/confDocument';
import type { ConfDocument } from '../../conf/confDocument';
import type { ConfTarget } from '../../conf/confTarget';
import { preferredName } from '../../conf/catalogue';
import { followIncludes, notFollowed } from '../../conf/followIncludes';
import type { ConfPlace, FollowedConf } from '../../conf/followIncludes';
import { settingsOf } from '../../conf/settings';
import type { Setting } from '../../conf/settings';
import type { ConfFinding, ConfReport, TextEdit } from '../../model/confReport';
import type { TextPlace } from '../../model/finding';
import { visible } from '../../model/visible';
import { guessTarget, toldTarget } from '../../conf/targetOfText';
import type { Product } from '../../model/profile';
import type { ConfEdit, ConfRule, Span } from './confRule';
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
 * @param place where the file is: what it includes is read then
 */
export function checkConfText(
  text: string,
  fileName: string,
  asked: AskedConf,
  place?: ConfPlace,
): ConfReport {
  const document = parseConf(text);
  const { target, from } = judgedFor(document, fileName, asked);
  const followed = place === undefined ? notFollowed(document) : followIncludes(document, target, place);
  return checkFollowed(followed, target, from, rulesFor(asked.elasticache ?? false));
}

function judgedFor(
  document: ConfDocument,
  fileName: string,
  { target, product }: AskedConf,
): { readonly target: ConfTarget; readonly from: ConfReport['profile']['from'] } {
  if (target !== null) return { target, from: 'option' };
  const told = toldTarget(document);
  if (told !== null && (product === undefined || product === told.product)) {
    return { target: told, from: 'file' };
  }
  const among = product === undefined ? undefined : [product];
  return { target: guessTarget(document, fileName, among), from: 'guess' };
}

/** Judges a redis.conf for one server, without what it includes. Pure, and safe for any text. */
export function checkConf(
  document: ConfDocument,
  target: ConfTarget,
  from: ConfReport['profile']['from'] = 'option',
  rules: readonly ConfRule[] = CONF_RULES,
): ConfReport {
  return checkFollowed(notFollowed(document), target, from, rules);
}

function checkFollowed(
  followed: FollowedConf,
  target: ConfTarget,
  from: ConfReport['profile']['from'],
  rules: readonly ConfRule[],
): ConfReport {
  const { document, places, files, whole } = followed;
  const settings = settingsOf(document, target);
  const includes = !whole && settings.some(({ name, fits }) => name === 'include' && fits);
  const evidence = { document, target, settings, last: lastOf(settings, target), followed, includes };
  const findings = rules
    .flatMap((rule) => rule.evaluate(evidence).map((found) => ({ rule, found })))
    .sort((a, b) => a.found.at.line - b.found.at.line || a.found.at.start - b.found.at.start)
    .map(({ rule, found }): ConfFinding => ({
      rule: rule.id,
      severity: found.severity,
      message: visible(found.message),
      evidence: visible(found.evidence),
      fix: visible(found.fix),
      docs: found.docs ?? rule.docs,
      ...placeOf(found.at, places),
      ...(found.edit === undefined ? {} : { edit: textEdit(found.edit, places) }),
    }));
  return {
    status: findings.some(({ severity }) => severity === 'error') ? 'refused' : 'accepted',
    profile: {
      product: target.product,
      version: target.version,
      from,
      lines: places.filter(({ file }) => file === null).length,
      settings: settings.length,
      included: files,
    },
    findings,
  };
}

type Places = FollowedConf['places'];

function placeOf({ line, start, end }: Span, places: Places): TextPlace & Pick<ConfFinding, 'file'> {
  const { file, line: own } = places[line] ?? { file: null, line };
  const place = { line: own + 1, column: start + 1, endLine: own + 1, endColumn: end + 1 };
  return file === null ? place : { ...place, file };
}

function textEdit(edit: ConfEdit, places: Places): TextEdit {
  const { line, start, endLine = line, end, title, text } = edit;
  const own = places[line]?.line ?? line;
  return {
    line: own + 1,
    column: start + 1,
    endLine: own + endLine - line + 1,
    endColumn: end + 1,
    title,
    text,
  };
}

function lastOf(settings: readonly Setting[], target: ConfTarget): Map<string, Setting> {
  const last = new Map<string, Setting>();
  for (const setting of settings) {
    if (!setting.fits || setting.directive === null) continue;
    last.set(preferredName(setting.directive, target) ?? setting.directive.name, setting);
  }
  return last;
}
