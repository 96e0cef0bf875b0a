import { describe, expect, it } from 'vitest';
import { commandFrame } from '../../../src/redis/bulk/frames';
import { keyName, readKeyPage } from '../../../src/redis/bulk/keyPage';

function page(cursor: string, names: readonly (string | Uint8Array)[]): string[] {
  const cursorFrame = Buffer.from(`*2\r\n$${String(cursor.length)}\r\n${cursor}\r\n`, 'latin1');
  const bytes = Buffer.concat([cursorFrame, commandFrame(names)]);
  const read = readKeyPage({ bytes, starts: new Uint32Array([0, bytes.length]) });
  expect(read.cursor).toBe(cursor);
  return Array.from({ length: read.count }, (_, index) => keyName(read, index).toString('latin1'));
}

describe('a page of SCAN', () => {
  it('gives its keys in order, empty and binary ones too', () => {
    expect(page('17', ['b', '', 'a\r\n', new Uint8Array([0, 255])])).toEqual(['b', '', 'a\r\n', '\0\xff']);
    expect(page('0', [])).toEqual([]);
  });

  it('keeps a key once that stands in it twice, and every other', () => {
    expect(page('0', ['a', 'b', 'a', 'ab', 'b', 'a'])).toEqual(['a', 'b', 'ab']);
    const names = Array.from({ length: 5000 }, (_, index) => `key:${String(index)}`);
    expect(page('0', [...names, ...names.toReversed()])).toEqual(names);
  });
});
