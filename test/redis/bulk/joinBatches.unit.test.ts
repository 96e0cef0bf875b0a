import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dumpedKeys } from '../../../src/core/dumpedKeys';
import { joinBatches } from '../../../src/redis/bulk/joinBatches';
import { listBatch } from '../../../src/redis/cluster/listBatch';

const bytes = fc.uint8Array({ maxLength: 8 }).map((one) => Buffer.from(one));
const key = fc.record({ key: bytes, payload: fc.option(bytes), expireAt: fc.nat() });

it('holds the keys of all its parts, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(key, { maxLength: 5 }), { maxLength: 5 }), (parts) => {
      const joined = joinBatches(
        2,
        parts.map((keys) => listBatch(2, keys)),
      );
      const all = parts.flat();
      expect(dumpedKeys(joined)).toEqual(all);
      const held = all.reduce((sum, { payload }) => sum + (payload?.length ?? 0), 0);
      expect(joined).toMatchObject({ database: 2, count: all.length, payloadBytes: held });
    }),
  );
});
