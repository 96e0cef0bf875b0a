import type { Finding, Severity } from '../model/finding';
import type { Route } from '../model/route';
import { wrap } from './wrap';

const SIGNS: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'note' };
const INDENT = '    ';

/** A finding with what shows it and what to do. */
export function findingText({ severity, message, evidence, fix, rule }: Finding): string {
  return [
    wrap(`${message} [${rule}]`, `  ${SIGNS[severity]} `, INDENT),
    wrap(`because ${evidence}`, INDENT),
    wrap(fix, INDENT),
  ].join('\n');
}

/** A finding's message alone. */
export function findingLine({ severity, message, rule }: Finding): string {
  return wrap(`${message} [${rule}]`, `  ${SIGNS[severity]} `, INDENT);
}

/** Findings by what they speak of: a route, every route, or only other ones. */
export function findingsAbout(
  findings: readonly Finding[],
  route: Route,
): {
  readonly route: readonly Finding[];
  readonly all: readonly Finding[];
  readonly others: readonly Finding[];
} {
  const named = ({ blocks = [], risks = [] }: Finding): readonly Route[] => [...blocks, ...risks];
  return {
    route: findings.filter((finding) => named(finding).includes(route)),
    all: findings.filter((finding) => named(finding).length === 0),
    others: findings.filter((finding) => named(finding).length > 0 && !named(finding).includes(route)),
  };
}
