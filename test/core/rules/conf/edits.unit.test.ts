import { expect, it } from 'vitest';
import { editConf, parseConf, textOf } from '../../../../src/core/conf/confDocument';
import type { ConfDocument } from '../../../../src/core/conf/confDocument';
import type { ConfTarget } from '../../../../src/core/conf/confTarget';
import type { TextEdit } from '../../../../src/core/model/confReport';
import { checkConf } from '../../../../src/core/rules/conf/checkConf';
import { oracle } from './oracle';

const REDIS_8: ConfTarget = { product: 'redis', version: '8.0.2' };
const VALKEY_8: ConfTarget = { product: 'valkey', version: '8.1.1' };

function edited(document: ConfDocument, { line, column, endLine, endColumn, text }: TextEdit): ConfDocument {
  // A removed last line has no line break to take along.
  const last = document.lines.length;
  const end =
    endLine > last
      ? { line: last - 1, column: document.lines.at(-1)?.text.length ?? 0 }
      : { line: endLine - 1, column: endColumn - 1 };
  return editConf(document, { start: { line: line - 1, column: column - 1 }, end, text });
}

/** The text after the first edit that is offered. */
function mended(text: string, target: ConfTarget): string {
  const document = parseConf(text);
  const edit = checkConf(document, target).findings.find((one) => one.edit !== undefined)?.edit;
  return edit === undefined ? text : textOf(edited(document, edit));
}

it.each([
  ['maxmemroy 1gb\n', 'maxmemory 1gb\n'],
  ['maxmemory=1gb\n', 'maxmemory 1gb\n'],
  ['appendonly on\n', 'appendonly yes\n'],
  ['maxmemory-policy allkeys-lffu\n', 'maxmemory-policy allkeys-lfu\n'],
  ['# a\nno-such-thing-at-all 1\nport 1\n', '# a\nport 1\n'],
  ['maxmemory 1gb # of 4\r\nport 1\n', '# of 4\nmaxmemory 1gb\r\nport 1\n'],
])('mends %j', (text, after) => {
  expect(mended(text, REDIS_8)).toBe(after);
});

it('offers the name that the version has', () => {
  expect(mended('primaryauth x\n', REDIS_8)).toBe('masterauth x\n');
  expect(mended('io-threads-do-reads-often yes\n', VALKEY_8)).toBe('');
});

it('what an edit mends is not found again, on any of the texts and servers that the rules are held against', () => {
  const { servers, rows } = oracle();
  let edits = 0;
  for (const [text] of rows) {
    const document = parseConf(text);
    for (const target of servers) {
      const { findings } = checkConf(document, target);
      for (const { rule, message, edit } of findings) {
        if (edit === undefined) continue;
        edits++;
        const such = (all: typeof findings): number =>
          all.filter((one) => one.rule === rule && one.message === message).length;
        const after = checkConf(edited(document, edit), target).findings;
        const where = `${JSON.stringify(text)} for ${target.product} ${target.version}: ${edit.title}`;
        expect(such(after), where).toBeLessThan(such(findings));
      }
    }
  }
  expect(edits).toBeGreaterThan(1000);
}, 60_000);
