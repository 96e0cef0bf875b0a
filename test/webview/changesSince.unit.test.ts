import { expect, it } from 'vitest';
import type { CheckView } from '../../src/bridge/checkView';
import { checkView } from '../../src/app/panel/checkView';
import { changesSince } from '../../webview/page/changesSince';
import { judgePair } from '../core/judgePair';
import { profileOf } from '../core/profileOf';

const source = { id: 's', name: 'a', address: { host: 'old', port: 6379, tls: false } };
const base = checkView(
  judgePair(profileOf(), null, { counts: new Map(), keys: 0, complete: true }),
  { source, target: null },
  1,
);

function viewOf(checkedAt: number, ...rules: string[]): CheckView {
  const findings = rules.map((rule) => ({
    rule,
    severity: 'info' as const,
    message: `It is ${rule}`,
    evidence: '',
    fix: '',
    docs: '',
  }));
  return { ...base, checkedAt, findings };
}

it('says what is gone and what has come', () => {
  expect(changesSince(viewOf(1, 'a', 'b'), viewOf(2, 'b', 'c', 'd'))).toBe(
    'No longer found: It is a. Not found in the check before: It is c; It is d.',
  );
  expect(changesSince(viewOf(1, 'a'), viewOf(2, 'a'))).toBe('The same findings as in the check before.');
});

it('says nothing of a first check, or of one that is only shown again', () => {
  expect(changesSince(null, viewOf(1, 'a'))).toBeNull();
  expect(changesSince(viewOf(1, 'a'), viewOf(1, 'a'))).toBeNull();
});
