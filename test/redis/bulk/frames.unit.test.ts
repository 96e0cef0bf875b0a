import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrameWriter, LARGE_ARGUMENT_BYTES, commandFrame, viewOf } from '../../../src/redis/bulk/frames';

it('copies pieces of any length from any place', () => {
  const piece = fc.uint8Array({ maxLength: 900 }).chain((bytes) =>
    fc.record({
      bytes: fc.constant(bytes),
      from: fc.nat(bytes.length),
      to: fc.nat(bytes.length),
      within: fc.nat(9),
    }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const writer = new FrameWriter(8000);
      const wanted: Uint8Array[] = [];
      for (const { bytes, from, to, within } of pieces) {
        // As a part of something larger, as it is in a reply.
        const around = Buffer.concat([Buffer.alloc(within), bytes, Buffer.alloc(3)]);
        const view = viewOf(around.subarray(within, within + bytes.length));
        const [start, end] = [Math.min(from, to), Math.max(from, to)];
        writer.copy(view, start, end);
        writer.put(view);
        wanted.push(bytes.subarray(start, end), bytes);
      }
      expect(writer.done().equals(Buffer.concat(wanted))).toBe(true);
    }),
  );
});

it('never writes beyond its size', () => {
  const writer = new FrameWriter(6);
  writer.put(viewOf(Buffer.from('abcdef')));
  expect(() => {
    writer.put(viewOf(Buffer.from('g')));
  }).toThrow(RangeError);
});

it('frames arguments and numbers as a command has them', () => {
  const numbers = fc.array(
    fc.oneof(fc.maxSafeNat(), fc.nat(100_000), fc.constantFrom(0, 9, 10, 1e7, 1e7 - 1)),
  );
  fc.assert(
    fc.property(numbers, fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 4 }), (values, texts) => {
      const writer = new FrameWriter(
        40 * values.length + texts.reduce((sum, { length }) => sum + length + 20, 0),
      );
      for (const value of values) writer.number(value);
      for (const text of texts) writer.argument(text);
      const whole = commandFrame([...values, ...texts]);
      expect(writer.done().equals(whole.subarray(whole.indexOf('\r\n') + 2))).toBe(true);
    }),
  );
});

it('sends large arguments from where they are', () => {
  const near = fc.integer({ min: LARGE_ARGUMENT_BYTES - 2, max: LARGE_ARGUMENT_BYTES + 2 });
  const sizes = fc.array(fc.oneof(near, fc.nat(50)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      // As a part of something larger, as it is in a reply.
      const texts = lengths.map((length, index) =>
        Buffer.alloc(length + 2, index + 1).subarray(1, length + 1),
      );
      const small = texts.filter(({ length }) => length < LARGE_ARGUMENT_BYTES);
      // Room for the small ones alone: the others take none.
      const writer = new FrameWriter(32 * texts.length + small.reduce((sum, { length }) => sum + length, 0));
      for (const text of texts) writer.argument(text);
      const pieces = writer.pieces();
      const whole = commandFrame(texts);
      expect(Buffer.concat(pieces).equals(whole.subarray(whole.indexOf('\r\n') + 2))).toBe(true);
      for (const text of texts.filter(({ length }) => length >= LARGE_ARGUMENT_BYTES)) {
        const same = pieces.some(
          ({ buffer, byteOffset, length }) =>
            buffer === text.buffer && byteOffset === text.byteOffset && length === text.length,
        );
        expect(same).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
