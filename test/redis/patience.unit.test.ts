import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/model/failure';
import type { FailureCode } from '../../src/core/model/failure';
import { Patience, isPassing, isPassingRefusal } from '../../src/redis/patience';

const failure = (code: FailureCode): Failure =>
  new Failure(code, { what: `Could not ${code}`, why: 'it failed', next: 'Look.' });
const { signal } = new AbortController();

describe('what passes', () => {
  it('is a lost connection and a server that is not ready, not a wrong password', () => {
    const codes = [
      'connect.lost',
      'connect.refused',
      'connect.timeout',
      'connect.dns',
      'server.busy',
      'aws.unreachable',
      'aws.throttled',
    ] as const;
    for (const code of codes) expect(isPassing(failure(code))).toBe(true);
    for (const code of [
      'connect.auth',
      'connect.tls',
      'server.permission',
      'server.memory',
      'aws.signIn',
    ] as const) {
      expect(isPassing(failure(code))).toBe(false);
    }
    expect(isPassing(new Error('connect.lost'))).toBe(false);
  });

  it('is what a server says that takes no writes just now', () => {
    for (const code of ['server.memory', 'server.readonly', 'server.disk', 'server.busy'] as const) {
      expect(isPassingRefusal(failure(code))).toBe(true);
    }
    expect(isPassingRefusal(failure('server.permission'))).toBe(false);
  });
});

describe('Patience', () => {
  it('of no seconds fails at once, with the very failure', async () => {
    const lost = failure('connect.lost');
    await expect(new Patience(0).wait(lost, signal)).rejects.toBe(lost);
  });

  it('fails in the end with how it began, and says that it waited', async () => {
    const patience = new Patience(0.1);
    const begun = performance.now();
    const wait = async (): Promise<void> => {
      await patience.wait(failure('connect.lost'), signal);
      for (;;) await patience.wait(failure('connect.refused'), signal);
    };
    await expect(wait()).rejects.toMatchObject({
      code: 'connect.lost',
      what: 'Could not connect.lost',
      why: 'it failed, and 0.1 s of waiting did not help',
    });
    expect(performance.now() - begun).toBeGreaterThan(95);
  });

  it('begins anew when something comes forward', async () => {
    const patience = new Patience(0.1);
    for (let turn = 0; turn < 4; turn++) {
      await patience.wait(failure('server.memory'), signal);
      patience.progress();
    }
  });

  it('ends at once when it is aborted', async () => {
    const stop = new AbortController();
    const waiting = new Patience(60).wait(failure('server.memory'), stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow();
  });

  it('tells of a wait that lasts, once, and when it is over', async () => {
    const told: (string | null)[] = [];
    const patience = new Patience(0);
    patience.follow({ seconds: 60, onWait: (why) => told.push(why?.code ?? null) });
    await patience.wait(failure('server.memory'), signal);
    patience.progress();
    expect(told).toEqual([]);
    for (let turn = 0; turn < 5; turn++) await patience.wait(failure('server.memory'), signal);
    expect(told).toEqual(['server.memory']);
    patience.progress();
    patience.progress();
    expect(told).toEqual(['server.memory', null]);
  });
});
