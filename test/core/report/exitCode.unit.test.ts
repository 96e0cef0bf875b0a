import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/model/failure';
import type { Severity } from '../../../src/core/model/finding';
import {
  EXIT,
  exitCodeOfFindings,
  exitCodeOfFailure,
  exitCodeOfRun,
} from '../../../src/core/report/exitCode';

describe('exit codes', () => {
  it('follow the contract', () => {
    expect((['done', 'incomplete', 'failed', 'cancelled'] as const).map(exitCodeOfRun)).toEqual([
      0, 1, 3, 130,
    ]);
    const check = (severity: Severity, failOn: Severity): number =>
      exitCodeOfFindings([{ rule: 'a.b', severity, message: '', evidence: '', fix: '', docs: '' }], failOn);
    expect(exitCodeOfFindings([], 'info')).toBe(EXIT.whole);
    expect([check('error', 'error'), check('error', 'info')]).toEqual([EXIT.notWhole, EXIT.notWhole]);
    expect([check('warning', 'error'), check('warning', 'warning')]).toEqual([EXIT.whole, EXIT.notWhole]);
    expect([check('info', 'warning'), check('info', 'info')]).toEqual([EXIT.whole, EXIT.notWhole]);
    const failure = (code: 'usage' | 'connect.auth' | 'internal'): number =>
      exitCodeOfFailure(new Failure(code, { what: '', why: '', next: '' }));
    expect([failure('usage'), failure('connect.auth'), failure('internal')]).toEqual([2, 3, 3]);
  });
});
