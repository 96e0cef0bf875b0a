import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolError, ReplyCollector } from '../../../src/redis/bulk/replies';

type Reply =
  | { readonly simple: string }
  | { readonly integer: number }
  | { readonly bulk: Buffer | null }
  | readonly Reply[];

const reply = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { depthSize: 'small' },
    fc.record({ simple: fc.constantFrom('OK', 'PONG', '') }),
    fc.record({ integer: fc.integer() }),
    fc.record({ bulk: fc.option(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))) }),
    fc.array(tie('reply'), { maxLength: 4 }),
  ),
})).reply;

function encode(one: Reply): Buffer {
  if (Array.isArray(one))
    return Buffer.concat([Buffer.from(`*${String(one.length)}\r\n`), ...one.map(encode)]);
  if ('simple' in one) return Buffer.from(`+${one.simple}\r\n`);
  if ('integer' in one) return Buffer.from(`:${String(one.integer)}\r\n`);
  const bulk = 'bulk' in one ? one.bulk : null;
  if (bulk === null) return Buffer.from('$-1\r\n');
  return Buffer.concat([Buffer.from(`$${String(bulk.length)}\r\n`), bulk, Buffer.from('\r\n')]);
}

describe('ReplyCollector', () => {
  it('gives each request its replies, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(reply, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        fc.nat(2000),
        (requests, cuts, expectedBytes) => {
          const wire = Buffer.concat(requests.flat().map(encode));
          const collector = new ReplyCollector();
          const pending = [...requests];
          const taken: Buffer[][] = [];
          collector.expect(pending[0]?.length ?? 0, expectedBytes);
          let at = 0;
          let room = collector.room();
          for (let turn = 0; at < wire.length; turn++) {
            const size = Math.min(cuts[turn % cuts.length] ?? 1, wire.length - at);
            room.set(wire.subarray(at, at + size));
            collector.filled(room, size);
            at += size;
            // Given before the replies are taken and the next ones expected, or after.
            if (turn % 3 === 0) room = collector.room();
            for (;;) {
              const [request] = pending;
              const replies = request === undefined ? null : collector.take();
              if (request === undefined || replies === null) break;
              taken.push(
                request.map((_, index) =>
                  replies.bytes.subarray(replies.starts[index], replies.starts[index + 1]),
                ),
              );
              pending.shift();
              collector.expect(pending[0]?.length ?? 0, expectedBytes);
            }
            if (turn % 3 !== 0) room = collector.room();
          }
          expect(taken.map((replies) => replies.map((bytes) => bytes.toString('latin1')))).toEqual(
            requests.map((request) => request.map((one) => encode(one).toString('latin1'))),
          );
          expect(collector.hasBytes).toBe(false);
        },
      ),
    );
  });

  it.each(['HTTP/1.1 400 Bad Request\r\n', '$x\r\n', '*1\r\n!\r\n'])('refuses %j', (text) => {
    const collector = new ReplyCollector();
    collector.expect(1, 0);
    collector.push(Buffer.from(text));
    expect(() => collector.take()).toThrow(ProtocolError);
  });
});
