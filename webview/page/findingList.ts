import type { Finding, Severity } from '../../src/core/model/finding';
import { icon } from './icon';
import { make } from './make';

const WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** What each rule found: what is true, what shows it, what to do. */
export function findingList(findings: readonly Finding[]): HTMLElement {
  return make(
    'section',
    { 'aria-labelledby': 'findings' },
    make('h2', { id: 'findings' }, 'Findings'),
    findings.length === 0
      ? make('p', { class: 'quiet' }, 'None: no rule has anything to say about this pair.')
      : make('ol', { class: 'findings' }, ...findings.map(findingItem)),
  );
}

function findingItem({ rule, severity, message, evidence, fix }: Finding): HTMLElement {
  return make(
    'li',
    { class: `finding finding-${severity}` },
    make(
      'div',
      { class: 'finding-head' },
      icon(severity),
      make('span', { class: 'finding-severity' }, WORDS[severity]),
      make('code', { class: 'finding-rule quiet', title: 'The rule that says so' }, rule),
    ),
    make('h3', {}, message),
    make(
      'dl',
      {},
      make('dt', {}, 'Evidence'),
      make('dd', {}, sentence(evidence)),
      make('dt', {}, 'What to do'),
      make('dd', {}, fix),
    ),
  );
}

/** Rules write their evidence as a clause. */
function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?]$/.test(clause) ? '' : '.'}`;
}
