import { expect, test } from 'vitest';
import { Profiles } from '../../src/app/desk/profiles';
import { Failure } from '../../src/core/model/failure';
import { endpoint, LineLog, profile, server } from './samples';

const orders = endpoint('orders');

test('are fetched once, and kept', async () => {
  let opened = 0;
  let closed = 0;
  const profiles = new Profiles(() => {
    opened += 1;
    return Promise.resolve(server({ profile: () => Promise.resolve(profile()), close: () => (closed += 1) }));
  }, new LineLog());
  expect(profiles.state(orders.id).kind).toBe('idle');
  const first = profiles.ensure(orders);
  expect(profiles.state(orders.id).kind).toBe('loading');
  await Promise.all([first, profiles.ensure(orders)]);
  await profiles.ensure(orders);
  expect(profiles.state(orders.id)).toEqual({ kind: 'ready', profile: profile() });
  expect([opened, closed]).toEqual([1, 1]);
  profiles.forget();
  expect(profiles.state(orders.id).kind).toBe('idle');
});

test('a failure is a state, and stands in the log', async () => {
  const log = new LineLog();
  const failure = new Failure('connect.auth', {
    what: 'Could not connect to orders',
    why: 'the server refused the password',
    next: 'Edit it.',
  });
  const profiles = new Profiles(() => Promise.reject(failure), log);
  await profiles.ensure(orders);
  expect(profiles.state(orders.id)).toEqual({ kind: 'failed', failure });
  expect(log.lines).toEqual([
    'Could not connect to orders: the server refused the password. Edit it. (connect.auth)',
  ]);
});

test('what was forgotten meanwhile does not come back', async () => {
  let abortedBy: AbortSignal | undefined;
  const log = new LineLog();
  const profiles = new Profiles(
    (_, signal) =>
      new Promise((_resolve, reject) => {
        abortedBy = signal;
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      }),
    log,
  );
  const loading = profiles.ensure(orders);
  profiles.forget(orders.id);
  await loading;
  expect(abortedBy?.aborted).toBe(true);
  expect(profiles.state(orders.id).kind).toBe('idle');
  expect(log.lines).toEqual([]);
});
