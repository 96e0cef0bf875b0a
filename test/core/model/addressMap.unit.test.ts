import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddressMap, mappedPlace, parseAddressMap } from '../../../src/core/model/addressMap';

const place = fc.record({
  host: fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()),
  port: fc.integer({ min: 1, max: 65_535 }),
});
const maps = fc.uniqueArray(fc.record({ from: place, to: place }), {
  minLength: 1,
  maxLength: 6,
  selector: ({ from }) => `${from.host.toLowerCase()} ${String(from.port)}`,
});

describe('the address map', () => {
  it('reads what it writes, and leads every place to its own', () => {
    fc.assert(
      fc.property(maps, (map) => {
        expect(parseAddressMap(formatAddressMap(map))).toEqual(map);
        for (const { from, to } of map) {
          expect(mappedPlace(map, { ...from, host: from.host.toUpperCase() })).toEqual(to);
        }
      }),
    );
  });

  it('leaves other places as they are', () => {
    const map = parseAddressMap('a:1=b:2');
    expect(mappedPlace(map, { host: 'a', port: 2 })).toEqual({ host: 'a', port: 2 });
    expect(mappedPlace(undefined, { host: 'a', port: 1 })).toEqual({ host: 'a', port: 1 });
  });

  it.each([
    '',
    'a:1',
    'a=b',
    'a:1=b',
    'a:1=b:2=c:3',
    'a:1=b:0',
    'a:1=b:70000',
    'a:1=b:2,',
    '::1:1=a:1',
    'a:1=b:2,A:1=c:3',
  ])('refuses %j', (text) => {
    expect(() => parseAddressMap(text)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
