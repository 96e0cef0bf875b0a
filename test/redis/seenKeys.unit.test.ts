import { expect, it } from 'vitest';
import { frameKeys, keyName } from '../../src/redis/bulk/keyPage';
import type { KeyPage } from '../../src/redis/bulk/keyPage';
import { SeenKeys } from '../../src/redis/seenKeys';

const framed = (...names: string[]) => frameKeys(names.map((name) => Buffer.from(name)));
const page = (...names: string[]): KeyPage => ({ ...framed(...names), cursor: '7' });
const names = (keys: KeyPage): string[] =>
  Array.from({ length: keys.count }, (_, index) => keyName(keys, index).toString());

it('leaves out what was handed on of a page that was not over', () => {
  const seen = new SeenKeys();
  expect(names(seen.newOf(page('a', 'b', 'c')))).toEqual(['a', 'b', 'c']);
  seen.add(framed('a', 'b'));
  seen.lost();
  expect(names(seen.newOf(page('a', 'b', 'c')))).toEqual(['c']);
});

it('does so again when that page is lost once more, and in later pages when pages became smaller', () => {
  const seen = new SeenKeys();
  seen.newOf(page('a', 'b', 'c', 'd'));
  seen.add(framed('a', 'b', 'c'));
  seen.lost();
  expect(names(seen.newOf(page('a', 'b')))).toEqual([]);
  seen.lost();
  expect(names(seen.newOf(page('a', 'b')))).toEqual([]);
  seen.pageOver();
  expect(names(seen.newOf(page('c', 'd')))).toEqual(['d']);
  seen.pageOver();
  expect(names(seen.newOf(page('c', 'e')))).toEqual(['c', 'e']);
});

it('knows nothing any more when the scan begins anew', () => {
  const seen = new SeenKeys();
  seen.newOf(page('a'));
  seen.add(framed('a'));
  seen.lost();
  seen.forget();
  expect(names(seen.newOf(page('a')))).toEqual(['a']);
});
