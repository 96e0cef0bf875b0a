import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexesByLane, keysByLane } from '../../../src/redis/bulk/keyLanes';
import { frameKeys, keyName } from '../../../src/redis/bulk/keyPage';
import type { FramedKeys } from '../../../src/redis/bulk/keyPage';

const namesOf = (keys: FramedKeys): string[] =>
  Array.from({ length: keys.count }, (_, index) => keyName(keys, index).toString('latin1'));

it('sends every key by one lane, in order, and the same key always by the same', () => {
  const names = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 60 });
  fc.assert(
    fc.property(names, names, fc.integer({ min: 1, max: 16 }), (some, others, lanes) => {
      const pages = [some, [...others, ...some]].map(frameKeys);
      const laneOf = new Map<string, number>();
      for (const page of pages) {
        const parts = keysByLane(page, lanes);
        expect(parts).toHaveLength(lanes);
        const all = namesOf(page);
        for (const [lane, part] of parts.entries()) {
          for (const name of namesOf(part)) {
            expect(laneOf.get(name) ?? lane).toBe(lane);
            laneOf.set(name, lane);
          }
          expect(namesOf(part)).toEqual(all.filter((name) => laneOf.get(name) === lane));
        }
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(page.count);
      }
    }),
  );
});

it('takes of a batch only what is asked for', () => {
  const keys = frameKeys(['a', 'b', 'c', 'd', 'e'].map((name) => Buffer.from(name)));
  const parts = indexesByLane(keys, Uint32Array.of(1, 3, 4), 3);
  expect(parts.flatMap((part) => [...part]).sort()).toEqual([1, 3, 4]);
});

it('uses all lanes about alike', () => {
  for (const lanes of [2, 3, 4, 16]) {
    const keys = frameKeys(Array.from({ length: 8000 }, (_, index) => Buffer.from(`key:${String(index)}`)));
    for (const { count } of keysByLane(keys, lanes)) {
      expect(count).toBeGreaterThan((0.8 * 8000) / lanes);
      expect(count).toBeLessThan((1.2 * 8000) / lanes);
    }
  }
});
