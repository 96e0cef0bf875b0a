import type { ConfRule } from '../../src/core/rules/conf/confRule';
import { CONF_RULES, ELASTICACHE_RULES } from '../../src/core/rules/conf/registry';
import { RULES } from '../../src/core/rules/registry';
import type { Rule } from '../../src/core/rules/rule';
import { provenBy } from '../core/rules/provenBy';

const HEAD = `# Rules of the check

What \`check\` looks for between a source and a target. This page is made from the rules themselves
(\`npm run docs:rules\`); a test fails when it is stale.

- **error**: the copy cannot be done, or not whole. **warning**: something is lost or needs attention. **info**: good to
  know; it may still stand in the way of another route, which the finding then names.
- A fact is **documented** (on the page that is linked), **measured** (on real servers, by us) or **inferred** from either.
- Every rule is tried both ways, on what it speaks of and on its opposite: on real **servers** and files (for what only AWS
  knows of a cache: on answers that fit AWS's own model), on a server that only claims an old version (**claimed version**),
  or on **made-up evidence** alone. No rule was tried on AWS itself.
- What could not be looked at counts as neither met nor unmet: \`online.unknown\` and \`seed.unknown\` name it.
`;

const CONF_HEAD = `## redis.conf

What \`check --conf\` looks for in a redis.conf or valkey.conf. **error**: a server of that version refuses to start with the
line, which was measured on real servers. Those of \`elasticache\` speak with \`--for elasticache\` only; each finding says
whether it is documented or inferred.

| Rule | Worst | Looks for | Why it matters | Page |
|---|---|---|---|---|
`;

/** The documentation of all rules, as Markdown. */
export function rulesPage(): string {
  const domains = [...new Set(RULES.map(domainOf))].sort();
  const parts = domains.map((domain) => {
    const rules = RULES.filter((rule) => domainOf(rule) === domain).sort((a, b) => (a.id < b.id ? -1 : 1));
    return `## ${domain}\n\n| Rule | Worst | Looks for | Why it matters | Fact | Tried on |\n|---|---|---|---|---|---|\n${rules.map(row).join('\n')}\n`;
  });
  const conf = [...CONF_RULES, ...ELASTICACHE_RULES];
  const count = `${String(RULES.length)} rules on servers, ${String(conf.length)} on redis.conf.\n`;
  return [HEAD, count, ...parts, `${CONF_HEAD}${conf.map(confRow).join('\n')}\n`].join('\n');
}

function domainOf({ id }: Rule): string {
  return id.split('.')[0] ?? id;
}

function row({ id, severity, what, why, docs, basis }: Rule): string {
  return `| \`${id}\` | ${severity} | ${cell(what)} | ${cell(why)} | [${basis}](${docs}) | ${provenBy(id)} |`;
}

function confRow({ id, severity, what, why, docs }: ConfRule): string {
  return `| \`${id}\` | ${severity} | ${cell(what)} | ${cell(why)} | [docs](${docs}) |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
