import { describe, expect, it, vi } from 'vitest';
import { checkPair } from '../../src/app/desk/checkPair';
import type { Checking } from '../../src/app/desk/checkPair';
import { Failure } from '../../src/core/model/failure';
import { endpoint, server } from './samples';

const one = endpoint('one');
const two = endpoint('two');
const { signal } = new AbortController();

function silence(what: string): Failure {
  return new Failure('connect.timeout', { what, why: 'it did not answer in time', next: 'Look at it.' });
}

describe('a check that fails', () => {
  it('names both ends where neither can be connected to, and one where the other has another trouble', async () => {
    const open = vi.fn<Checking['open']>(({ name }) =>
      Promise.reject(silence(`Could not connect to ${name}`)),
    );
    const world = { open, check: () => Promise.reject(new Error('unused')) };
    expect(await checkPair(world, one, two, signal)).toMatchObject({
      failure: {
        message: 'Could not look at one and two: neither one nor two answers. Look at it.',
        code: 'connect.timeout',
      },
      failedAt: one,
    });
    open.mockImplementation(({ name }) =>
      Promise.reject(
        name === 'two'
          ? new Failure('connect.auth', { what: 'Could not connect', why: 'wrong', next: 'Edit.' })
          : silence('Could not connect to one'),
      ),
    );
    expect(await checkPair(world, one, two, signal)).toMatchObject({
      failure: { what: 'Could not connect to one' },
      failedAt: one,
    });
  });

  it.each([
    [true, false, 'two', 'Could not look at two: it did not answer in time. Look at it.'],
    [false, true, 'one', 'Could not look at one: it did not answer in time. Look at it.'],
    [false, false, 'one', 'Could not look at one and two: neither one nor two answers. Look at it.'],
    [true, true, undefined, 'Could not look at one and two: it did not answer in time. Look at it.'],
  ])('asks who is silent: %s, %s', async (first, second, at, message) => {
    const answers = { one: first, two: second };
    const close = vi.fn();
    let checked = false;
    vi.useFakeTimers();
    const checking = checkPair(
      {
        // Asked again, one says nothing until it is left.
        open: ({ name }, either) =>
          !checked || answers[name as 'one' | 'two']
            ? Promise.resolve(server({ close }))
            : new Promise((_resolve, reject) => {
                either.addEventListener('abort', () => {
                  reject(new Error('aborted'));
                });
              }),
        check: () => {
          checked = true;
          return Promise.reject(silence('Could not look at one and two'));
        },
      },
      one,
      two,
      signal,
    );
    await vi.advanceTimersByTimeAsync(3_000);
    const found = await checking;
    vi.useRealTimers();
    expect(found).toMatchObject({ kind: 'failed', failure: { message } });
    expect(found.kind === 'failed' ? found.failedAt?.name : null).toBe(at);
    // Those of the check, and those that were asked again.
    expect(close).toHaveBeenCalledTimes(2 + [first, second].filter(Boolean).length);
  });
});
