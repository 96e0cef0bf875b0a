import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../src/core/model/base64';

it('base64 is what Buffer says, both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(Buffer.compare(fromBase64(toBase64(bytes)), bytes)).toBe(0);
    }),
  );
});
