import fc from 'fast-check';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { parseConf } from '../../../src/core/conf/confDocument';
import type { ConfPlace } from '../../../src/core/conf/followIncludes';
import { followIncludes } from '../../../src/core/conf/followIncludes';
import { checkConfText } from '../../../src/core/rules/conf/checkConf';

const TARGET = { product: 'valkey', version: '8.1' } as const;

/** Files in memory; a pattern `*` takes all that are below its folder, in the order of their names. */
function placeOf(files: Readonly<Record<string, string>>): ConfPlace {
  return {
    path: '/etc/main.conf',
    find: ({ name, dirs, glob }) => {
      const path = posix.resolve('/etc', ...dirs, name);
      const paths = glob
        ? Object.keys(files)
            .filter((one) => one.startsWith(path.slice(0, path.indexOf('*'))))
            .sort()
        : [path];
      return paths.map((one) => ({ path: one, text: files[one] ?? { kind: 'missing' } }));
    },
  };
}

function check(text: string, files: Readonly<Record<string, string>>): string[] {
  const { findings } = checkConfText(text, 'main.conf', { target: TARGET }, placeOf(files));
  return findings.map(
    ({ file = 'main', line, column, severity, rule, message }) =>
      `${file}:${String(line)}:${String(column)} ${severity} ${rule} ${message}`,
  );
}

it('names the file and the line that a finding is in, in the order of reading', () => {
  expect(
    check('tcp-backlog ten\ninclude /a.conf\nmaxmemroy 1gb\n', {
      '/a.conf': '\n  include /b.conf\n',
      '/b.conf': '\n\nhz 1x\n',
    }),
  ).toEqual([
    'main:1:13 error conf.number tcp-backlog is a whole number',
    '/b.conf:3:4 error conf.number hz is a whole number without a unit',
    'main:3:1 error conf.unknown maxmemroy is not a directive of any version; maxmemory is',
  ]);
});

it('tells which line counts, wherever that is', () => {
  const files = { '/a.conf': 'maxmemory 2gb\nmaxmemory-policy noeviction\n' };
  const [first] = check('maxmemory 1gb\ninclude /a.conf\n', files);
  expect(first).toBe(
    'main:1:1 warning conf.duplicate Line 1 of /a.conf sets maxmemory again, and that one counts',
  );
  const [second] = check('include /a.conf\nmaxmemory 1gb\n', files);
  expect(second).toBe(
    '/a.conf:1:1 warning conf.duplicate Line 2 of the main file sets maxmemory again, and that one counts',
  );
});

it('mends an included file at its own lines', () => {
  const report = checkConfText(
    '\n\ninclude /a.conf\n',
    'main.conf',
    { target: TARGET },
    placeOf({ '/a.conf': '# one\nappendonly on\nnonsense-of-its-own 1\n' }),
  );
  expect(
    report.findings.map(({ edit }) => [edit?.line, edit?.column, edit?.endLine, edit?.endColumn]),
  ).toEqual([
    [2, 12, 2, 14],
    [3, 1, 4, 1],
  ]);
});

it('says what is missing for certain, and what is only not beside the file', () => {
  expect(check('include /none.conf\ninclude none.conf\ndir /data\ninclude none.conf\n', {})).toEqual([
    'main:1:9 error conf.include /none.conf is not there',
    'main:2:9 warning conf.include /etc/none.conf is not there; a server looks for it in the folder that it is started in',
    'main:4:9 error conf.include /data/none.conf is not there',
  ]);
  expect(check('include a.conf\n', { '/etc/a.conf': 'hz 10\n' })).toEqual([
    'main:1:9 info conf.include A server looks for it in the folder that it is started in, not in that of this file',
  ]);
});

it('stops at circles, and at files that include each other twice over', () => {
  expect(
    check('include /a.conf\n', { '/a.conf': 'include /b.conf\n', '/b.conf': 'include /a.conf\n' }),
  ).toEqual(['/b.conf:1:9 error conf.include /a.conf includes itself, by way of this line']);
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `/${String(at)}.conf`,
      `include /${String(at + 1)}.conf\ninclude /${String(at + 1)}.conf\n`,
    ]),
  );
  const followed = followIncludes(
    parseConf('include /0.conf'),
    TARGET,
    placeOf({ ...files, '/30.conf': '' }),
  );
  expect(followed.problems.some(({ kind }) => kind === 'tooMuch')).toBe(true);
});

it('joins the files of a pattern as a server does', () => {
  const files = { '/d/1.conf': 'hz 1', '/d/2.conf': '0\n\nhz x\n', '/d/3.conf': 'port y\n' };
  expect(check('include /d/*.conf\n', files)).toEqual([
    '/d/1.conf:1:1 warning conf.duplicate Line 3 of /d/2.conf sets hz again, and that one counts',
    '/d/2.conf:3:4 error conf.number hz is a whole number',
    '/d/3.conf:1:6 error conf.number port is a whole number',
  ]);
});

it('keeps every line of every file, in its place', () => {
  const lines = fc.array(fc.constantFrom('hz 10', '', '# x', 'port 1', 'include /1.conf', 'include /2.conf'));
  fc.assert(
    fc.property(lines, lines, (main, one) => {
      const texts: Record<string, string> = {
        '/1.conf': one.filter((line) => line !== 'include /1.conf').join('\n'),
        '/2.conf': 'hz 10\n\n# the end',
      };
      const { document, places } = followIncludes(parseConf(main.join('\n')), TARGET, placeOf(texts));
      expect(places).toHaveLength(document.lines.length);
      document.lines.forEach(({ text }, at) => {
        const place = places[at] ?? { file: '', line: -1 };
        const from = place.file === null ? main.join('\n') : (texts[place.file] ?? '');
        expect(text).toBe(from.split('\n')[place.line]);
      });
      const own = places.filter(({ file }) => file === null).map(({ line }) => line);
      expect(own).toEqual(main.length === 0 ? [0] : main.map((_, line) => line));
    }),
  );
});
