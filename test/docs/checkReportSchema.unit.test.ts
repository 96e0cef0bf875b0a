import { expect, it } from 'vitest';
import { readPlannedCache } from '../../src/core/plan/readPlannedCache';
import { checkDocument } from '../../src/core/report/checkDocument';
import { plannedEnd } from '../../src/core/rules/plannedEnd';
import { FACTS, SAMPLE } from '../core/rules/evidenceOf';
import { judgePair } from '../core/judgePair';
import { profileOf } from '../core/profileOf';
import { misfits } from './checkReportSchema';

const KINDS = { counts: new Map([['hash', 5]] as const), keys: 5, complete: true };
const source = profileOf({ holds: { 0: 5 }, fieldTtls: 2 });
const valkey = profileOf({ product: 'valkey', version: '8.1.1', rdbVersion: 11, runId: 'other' });
const target = plannedEnd(readPlannedCache('valkey-8.1,cluster=3,tls'));
const document = checkDocument(
  judgePair(source, valkey, KINDS, { source: { facts: FACTS, sample: SAMPLE }, target }),
);

it('the document of a check fits its published shape, and names no commands', () => {
  expect(misfits(document)).toEqual([]);
  expect(misfits(checkDocument(judgePair(source, null, KINDS)))).toEqual([]);
  expect(document.facts.source).toMatchObject({ commandCount: FACTS.commands?.length });
  expect(document.facts.source).not.toHaveProperty('commands');
});

it('what is missing, more, or of another form does not fit', () => {
  const { because, ...without } = document;
  expect(because).not.toBe('');
  expect(misfits(without).join()).toContain('because');
  expect(misfits({ ...document, more: 1 }).join()).toContain('more');
  expect(misfits({ ...document, status: 'fine' }).join()).toContain('/status');
  const [first, ...others] = document.findings;
  expect(misfits({ ...document, findings: [{ ...first, rule: 'one' }, ...others] }).join()).toContain(
    '/findings/0/rule',
  );
});
