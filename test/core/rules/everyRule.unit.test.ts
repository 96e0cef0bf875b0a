import { describe, expect, it } from 'vitest';
import type { Route } from '../../../src/core/model/route';
import type { Finding } from '../../../src/core/model/finding';
import { RULES } from '../../../src/core/rules/registry';
import { findingsOf } from '../../../src/core/rules/rule';
import type { Rule } from '../../../src/core/rules/rule';
import { ALWAYS, CASES } from './cases/every';
import { evidenceOf } from './evidenceOf';

const HARM = { info: 0, warning: 1, error: 2 } as const;

it('there are at least 50 rules, each with cases of both kinds, and no case without its rule', () => {
  expect(RULES.length).toBeGreaterThanOrEqual(50);
  expect(
    RULES.map(({ id }) => id)
      .filter((id) => !ALWAYS.has(id))
      .sort(),
  ).toEqual(Object.keys(CASES).sort());
  for (const { fires, silent } of Object.values(CASES)) {
    expect(fires.length).toBeGreaterThan(0);
    expect(silent.length).toBeGreaterThan(0);
  }
});

describe('speaks of what it should and is silent of its opposite', () => {
  it.each(RULES.filter(({ id }) => !ALWAYS.has(id)))('$id', (rule) => {
    const { fires = [], silent = [], blocks = [], risks = [], says } = CASES[rule.id] ?? {};
    for (const evidence of fires) {
      const findings = findingsOf(rule, evidence);
      expect(findings).toHaveLength(1);
      for (const finding of findings) {
        expectWellMade(rule, finding);
        expect(sorted(finding.blocks)).toEqual(sorted(blocks));
        expect(sorted(finding.risks)).toEqual(sorted(risks));
        if (says !== undefined) expect(`${finding.message}\n${finding.evidence}`).toMatch(says);
      }
    }
    for (const evidence of silent) expect(findingsOf(rule, evidence)).toEqual([]);
  });
});

it('a rule that is always so says so of every pair', () => {
  const always = RULES.filter(({ id }) => ALWAYS.has(id));
  expect(always).toHaveLength(ALWAYS.size);
  for (const rule of always) {
    const [finding] = findingsOf(rule, evidenceOf());
    expect(finding?.blocks).toEqual(['live-copy']);
    if (finding !== undefined) expectWellMade(rule, finding);
  }
});

it('of a pair at peace only what is so of every such pair is said', () => {
  const said = RULES.flatMap((rule) => findingsOf(rule, evidenceOf())).map(({ rule }) => rule);
  expect(said.sort()).toEqual(['route.fileImport', 'route.liveCopy', 'route.source', 'security.open']);
});

/** Whole sentences, a page, and a severity that says what becomes of the copy. */
function expectWellMade(rule: Rule, finding: Finding): void {
  expect(finding.message).toMatch(/^[A-Z0-9].*[^.]$/);
  expect(finding.message).not.toMatch(/undefined|null|NaN/);
  expect(finding.evidence).toMatch(/\S/);
  expect(finding.evidence).not.toMatch(/undefined|null|NaN/);
  expect(finding.fix).toMatch(/^[A-Z].*\.$/);
  expect(HARM[finding.severity]).toBeLessThanOrEqual(HARM[rule.severity]);
  expect(finding.severity === 'error').toBe(finding.blocks?.includes('copy') ?? false);
}

function sorted(routes: readonly Route[] | undefined): Route[] {
  return [...(routes ?? [])].sort();
}
