import { expect, it } from 'vitest';
import { parseConf } from '../../../src/core/conf/confDocument';
import { includeLines, typedPath } from '../../../src/core/conf/paths';

it('knows which path is typed, and where the name in its folder begins', () => {
  const at = (line: string): unknown => typedPath(line, line.length);
  expect(at('include ')).toEqual({ folder: '', start: 8 });
  expect(at('include /etc/red')).toEqual({ folder: '/etc/', start: 13 });
  expect(at('  TLS-CERT-FILE "sub/')).toEqual({ folder: 'sub/', start: 21 });
  expect(typedPath('include abc', 9)).toEqual({ folder: '', start: 8 });
  for (const line of ['include', 'maxmemory /', 'include a b', '# include /', 'include "a b']) {
    expect(at(line)).toBeNull();
  }
});

it('knows what a file includes by name, from the folders that dir names before', () => {
  const text =
    'include a.conf\ndir /data\nInclude "b c.conf"\ninclude d/*.conf\ndir e\ninclude f.conf\ninclude';
  expect(includeLines(parseConf(text))).toEqual([
    { line: 0, start: 8, end: 14, steps: ['a.conf'] },
    { line: 2, start: 8, end: 18, steps: ['/data', 'b c.conf'] },
    { line: 5, start: 8, end: 14, steps: ['/data', 'e', 'f.conf'] },
  ]);
});
