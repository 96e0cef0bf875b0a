import { expect, it } from 'vitest';
import type { FailureCode } from '../../../src/core/model/failure';
import { waitingText } from '../../../src/core/report/waitingText';

it.each<[FailureCode, string]>([
  ['server.memory', 'it is full (maxmemory)'],
  ['server.readonly', 'it takes no writes'],
  ['server.disk', 'it cannot save to its disk'],
  ['server.busy', 'it is not ready'],
  ['connect.lost', 'it cannot be reached'],
  ['connect.refused', 'it cannot be reached'],
])('%s: %s', (code, why) => {
  expect(waitingText({ end: 'source', code })).toBe(`waiting for the source: ${why}…`);
});
