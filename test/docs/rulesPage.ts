import { RULES } from '../../src/core/rules/registry';
import type { Rule } from '../../src/core/rules/rule';

const HEAD = `# Rules of the check

What \`check\` looks for between a source and a target. This page is made from the rules themselves
(\`npm run docs:rules\`); a test fails when it is stale.

- **error**: the copy cannot be done, or not whole. **warning**: something is lost or needs attention. **info**: good to
  know; it may still stand in the way of another route, which the finding then names.
- A fact is **documented** (on the page that is linked), **measured** (on real servers, by us) or **inferred** from either.
- What could not be looked at counts as neither met nor unmet: \`online.unknown\` and \`seed.unknown\` name it.
`;

/** The documentation of all rules, as Markdown. */
export function rulesPage(): string {
  const domains = [...new Set(RULES.map(domainOf))].sort();
  const parts = domains.map((domain) => {
    const rules = RULES.filter((rule) => domainOf(rule) === domain).sort((a, b) => (a.id < b.id ? -1 : 1));
    return `## ${domain}\n\n| Rule | Worst | Looks for | Why it matters | Fact |\n|---|---|---|---|---|\n${rules.map(row).join('\n')}\n`;
  });
  return [HEAD, `${String(RULES.length)} rules.\n`, ...parts].join('\n');
}

function domainOf({ id }: Rule): string {
  return id.split('.')[0] ?? id;
}

function row({ id, severity, what, why, docs, basis }: Rule): string {
  return `| \`${id}\` | ${severity} | ${cell(what)} | ${cell(why)} | [${basis}](${docs}) |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
