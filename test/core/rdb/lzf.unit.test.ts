import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/core/model/failure';
import { beginningOfLzf, decompressLzf } from '../../../src/core/rdb/lzf';
import { createPrng } from '../../lab/dataset/prng';
import { failureOf } from '../failureOf';
import { compressLzf } from './compressLzf';

describe('decompressLzf', () => {
  it('gives back what was compressed', () => {
    const repetitive = fc
      .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 60 })), {
        maxLength: 20,
      })
      .map((runs) => Buffer.concat(runs.flatMap(([run, times]) => Array<Uint8Array>(times).fill(run))));
    fc.assert(
      fc.property(repetitive, (data) => {
        expect(Buffer.compare(decompressLzf(compressLzf(data), data.length), data)).toBe(0);
      }),
    );
  });

  it('gives the beginning of it from the beginning of what was compressed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300, max: 2 }),
        fc.integer({ min: 0, max: 40 }),
        (data, most) => {
          const beginning = beginningOfLzf(compressLzf(data).subarray(0, 33 + 3 * most), most);
          expect(Buffer.compare(beginning, data.subarray(0, most))).toBe(0);
        },
      ),
    );
  });

  it('repeats what it is just writing: that is how runs are coded', () => {
    expect(Buffer.from(decompressLzf(Uint8Array.from([0, 65, 0x20, 0]), 4)).toString()).toBe('AAAA');
    const long = decompressLzf(Uint8Array.from([0, 65, 0xe0, 255, 0]), 265);
    expect(Buffer.from(long).toString()).toBe('A'.repeat(265));
  });

  it.each<[string, readonly number[], number]>([
    ['a literal that is cut off', [3, 65, 66], 4],
    ['a literal that is longer than the size', [3, 65, 66, 67, 68], 3],
    ['a reference before the beginning', [0x20, 0], 3],
    ['a reference that is cut off', [0, 65, 0x20], 4],
    ['a long reference without its length', [0, 65, 0xe0], 4],
    ['a reference that is longer than the size', [0, 65, 0x20, 0], 3],
    ['less than the size', [0, 65], 2],
    ['nothing at all', [], 1],
  ])('refuses %s', (_, data, size) => {
    expect(failureOf(() => decompressLzf(Uint8Array.from(data), size)).code).toBe('payload.unreadable');
  });

  it('ends on noise with the right size or a Failure', () => {
    const random = createPrng('lzf');
    for (let round = 0; round < 20_000; round++) {
      const size = random.between(0, 300);
      try {
        expect(decompressLzf(random.bytes(random.between(0, 60)), size).length).toBe(size);
      } catch (error) {
        if (!isFailure(error)) throw error;
      }
    }
  });
});
