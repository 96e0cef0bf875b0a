import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanReply, translate } from '../../src/redis/translate';
import { SAYINGS, SOCKET_CODES } from './sayings';

describe('translate', () => {
  it.each(SAYINGS)('%s', (message, code, why) => {
    const failure = translate(new Error(message), 'Could not do it');
    expect(failure).toMatchObject({
      code,
      what: 'Could not do it',
      why: expect.stringMatching(why) as string,
    });
    expect(failure.next).toMatch(/^[A-Z].*\.$/);
    expect(failure.cause).toBeUndefined();
  });

  it.each(SOCKET_CODES)('%s', (code, expected) => {
    expect(translate(Object.assign(new Error('x'), { code }), 'Could not').code).toBe(expected);
  });

  it('keeps what ioredis attaches, and what servers repeat, out of the failure', () => {
    const error = Object.assign(new Error("ERR unknown command 'X', with args beginning with: 'Zq7secret'"), {
      command: { name: 'auth', args: ['Zq7secret'] },
    });
    const failure = translate(error, 'Could not');
    expect(`${failure.message} ${JSON.stringify(failure)} ${failure.stack ?? ''}`).not.toContain('Zq7secret');
  });

  it('gives a Failure for anything', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (thrown, message) => {
        expect(translate(thrown, 'Could not').name).toBe('Failure');
        expect(translate(new Error(message), 'Could not').name).toBe('Failure');
        expect(cleanReply(message).length).toBeLessThanOrEqual(200);
        expect(cleanReply(message)).not.toContain('\n');
      }),
    );
  });
});
