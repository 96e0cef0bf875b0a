import { describe, expect, it } from 'vitest';
import { Failure, isFailure, toFailure } from '../../../src/core/model/failure';

describe('failures', () => {
  it('say what, why and next in one line', () => {
    const failure = new Failure('server.busy', { what: 'Could not', why: 'busy', next: 'Wait.' });
    expect(failure.message).toBe('Could not: busy. Wait.');
    expect(toFailure(failure, 'other')).toBe(failure);
    expect(isFailure(failure)).toBe(true);
    for (const other of [null, undefined, 'text', new Error('x'), {}]) expect(isFailure(other)).toBe(false);
  });

  it('made of a foreign error keep its words out of the message', () => {
    const failure = toFailure(new TypeError('the secret is 42'), 'Could not copy');
    expect(failure.code).toBe('internal');
    expect(failure.message).toMatch(/an unexpected TypeError was raised.*report this as a bug/);
    expect(failure.message).not.toContain('secret');
  });
});
