import { expect, it } from 'vitest';
import { checkDocument } from '../../../src/core/report/checkDocument';
import { judgePair } from '../judgePair';
import { profileOf } from '../profileOf';
import { SAMPLE } from '../rules/evidenceOf';

it('names none of the keys that were only remembered to try a choice on', () => {
  const report = judgePair(profileOf(), profileOf({ runId: 'other' }), {
    counts: new Map(),
    keys: 0,
    complete: true,
  });
  const key = new TextEncoder().encode('user:secret-name');
  const seen = [{ key, database: 0, kind: 'string' as const, bytes: 1, expires: false }];
  const document = checkDocument({ ...report, sample: { ...SAMPLE, seen } });
  expect(document.sample).toEqual(SAMPLE);
  expect(checkDocument({ ...report, sample: null }).sample).toBeNull();
});
