import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Which rules of axe-core: all of WCAG 2.2 A and AA and its own best practices, or those that a theme decides on. */
const RULES = {
  all: "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']",
  colours: "{ type: 'rule', values: ['color-contrast'] }",
} as const;

/** What axe-core finds wrong in a page; empty for nothing. */
export async function axeViolations(frame: Frame, rules: keyof typeof RULES = 'all'): Promise<string[]> {
  // By the debugger, which the page's security policy does not bind.
  await frame.evaluate(await readFile(axe, 'utf8'));
  const violations = await frame.evaluate<Violation[]>(
    `axe.run(document, { runOnly: ${RULES[rules]} }).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
