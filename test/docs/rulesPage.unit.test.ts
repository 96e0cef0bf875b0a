import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CONF_RULES, ELASTICACHE_RULES } from '../../src/core/rules/conf/registry';
import { RULES } from '../../src/core/rules/registry';
import { rulesPage } from './rulesPage';

const path = fileURLToPath(new URL('../../docs/rules.md', import.meta.url));

it('the page of rules is the one that the rules make (else: npm run docs:rules)', () => {
  const page = readFileSync(path, 'utf8');
  expect(page).toBe(rulesPage());
  for (const { id } of [...RULES, ...CONF_RULES, ...ELASTICACHE_RULES]) expect(page).toContain(`\`${id}\``);
});

it('every rule says what and why in words, and links a page of a maker', () => {
  for (const { what, why, docs } of [...RULES, ...CONF_RULES, ...ELASTICACHE_RULES]) {
    expect(what).toMatch(/^[A-Za-z].*[^.]$/);
    expect(why).toMatch(/^[A-Z`].*\.$/);
    expect(docs).toMatch(
      /^https:\/\/(docs\.aws\.amazon\.com\/AmazonElastiCache\/latest\/dg\/|valkey\.io\/(topics|commands)\/|redis\.io\/docs\/|github\.com\/redis\/)/,
    );
  }
});
