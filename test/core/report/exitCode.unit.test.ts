import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/model/failure';
import type { CheckReport } from '../../../src/core/model/checkReport';
import { EXIT, exitCodeOfCheck, exitCodeOfFailure, exitCodeOfRun } from '../../../src/core/report/exitCode';

describe('exit codes', () => {
  it('follow the contract', () => {
    expect((['done', 'incomplete', 'failed', 'cancelled'] as const).map(exitCodeOfRun)).toEqual([
      0, 1, 3, 130,
    ]);
    const check = (status: 'ready' | 'blocked'): number => exitCodeOfCheck({ status } as CheckReport);
    expect([check('ready'), check('blocked')]).toEqual([EXIT.whole, EXIT.notWhole]);
    const failure = (code: 'usage' | 'connect.auth' | 'internal'): number =>
      exitCodeOfFailure(new Failure(code, { what: '', why: '', next: '' }));
    expect([failure('usage'), failure('connect.auth'), failure('internal')]).toEqual([2, 3, 3]);
  });
});
