import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Answers } from '../../../src/redis/bulk/askKeys';
import { frameKeys, keyName } from '../../../src/redis/bulk/keyPage';
import { ReplyCollector } from '../../../src/redis/bulk/replies';

/** What a server sends, SELECT's answer first. */
function answersOf(...replies: string[]): Answers {
  const collector = new ReplyCollector();
  collector.expect(replies.length + 1, 0);
  collector.push(Buffer.from(['+OK', ...replies].map((reply) => `${reply}\r\n`).join(''), 'latin1'));
  const taken = collector.take();
  if (taken === null) throw new Error('the replies are not whole');
  return new Answers(taken);
}

describe('Answers', () => {
  it('tells integers, words and errors by their places', () => {
    const answers = answersOf(':-1', '+zset', '-MOVED 7 h:1', ':4102444800000');
    expect([0, 1, 2, 3].map((index) => answers.integer(index))).toEqual([-1, NaN, NaN, 4_102_444_800_000]);
    expect(answers.word(1)).toBe('zset');
    expect([0, 1, 3].map((index) => answers.error(index))).toEqual([null, null, null]);
    expect(answers.error(2)?.message).toBe('MOVED 7 h:1');
  });
});

describe('frameKeys', () => {
  it('frames any names, which can be read again', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 120 })), (names) => {
        const framed = frameKeys(names);
        expect(framed.count).toBe(names.length);
        for (const [index, name] of names.entries()) {
          const bytes = framed.bytes.subarray(framed.starts[index], framed.ends[index]);
          expect(bytes.toString('latin1')).toBe(
            `$${String(name.length)}\r\n${Buffer.from(name).toString('latin1')}\r\n`,
          );
          expect(Buffer.compare(keyName(framed, index), name)).toBe(0);
        }
      }),
    );
  });
});
