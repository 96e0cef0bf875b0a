import { describe, expect, it } from 'vitest';
import { RespBatch } from '../../../src/redis/bulk/respBatch';
import { frameKeys } from '../../../src/redis/bulk/keyPage';
import { readAnswer } from '../../../src/redis/bulk/questions';
import { ReplyCollector } from '../../../src/redis/bulk/replies';
import type { Replies } from '../../../src/redis/bulk/replies';

function repliesOf(texts: readonly string[]): Replies {
  const collector = new ReplyCollector();
  collector.expect(texts.length, 0);
  collector.push(Buffer.from(texts.join(''), 'latin1'));
  const replies = collector.take();
  if (replies === null) throw new Error('the replies are not whole');
  return replies;
}

const TIME = '*2\r\n$1\r\n1\r\n$1\r\n0\r\n';
const KEYS = frameKeys(['a', 'b', 'c'].map((name) => Buffer.from(name)));

describe('readAnswer', () => {
  it.each([
    [':17\r\n', 17],
    [':0\r\n', 0],
    ['$-1\r\n', -1],
    ['-ERR An LFU maxmemory policy is selected, idle time not tracked.\r\n', -1],
    ['-ERR An LFU maxmemory policy is not selected, access frequency not tracked.\r\n', -1],
    ["-NOPERM User x has no permissions to run the 'object|freq' command\r\n", null],
  ])('of %j is %s', (reply, answer) => {
    expect(readAnswer(Buffer.from(reply), 0)).toBe(answer);
  });
});

describe('a batch with a question', () => {
  const texts = [
    ...[TIME, ':5\r\n', ':-1\r\n', '$2\r\nAA\r\n'],
    ...['-MOVED 1 h:1\r\n', '-MOVED 1 h:1\r\n', '-MOVED 1 h:1\r\n'],
    ...['$-1\r\n', ':-2\r\n', '$-1\r\n'],
  ];

  it('has its column, beside the others', () => {
    const batch = new RespBatch(0, KEYS, repliesOf(texts), false, true, ['idle']);
    expect([...(batch.idle ?? [])]).toEqual([5, -1, -1]);
    expect(batch.frequency).toBeUndefined();
    expect([...batch.lengths]).toEqual([2, -1, -1]);
    const served = batch.served();
    expect([...(served.idle ?? [])]).toEqual([5, -1]);
    expect(Buffer.from(served.key(1)).toString()).toBe('c');
    expect([...served.lengths]).toEqual([2, -1]);
  });

  it('throws what the server says of a right that lacks', () => {
    const denied = texts.map((text, index) => (index === 1 ? '-NOPERM no\r\n' : text));
    expect(() => new RespBatch(0, KEYS, repliesOf(denied), false, true, ['idle'])).toThrow('NOPERM no');
  });
});
