import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECK_HELP } from '../../src/node/checkHelp';
import { HELP } from '../../src/node/help';
import { OPTIONS } from '../../src/node/options';

const REFERENCE = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');
/** `--source-cert` is told by `--cert` and what is said of ends. */
const all = Object.keys(OPTIONS).filter(
  (option) => !/^(source|target)-(cacert|cert|key|insecure)$/.test(option),
);
const optionsIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/--([a-z]+(?:-[a-z]+)*)/g)].map(([, name = '']) => name));

describe('the help', () => {
  it('names every option, and no other', () => {
    const named = optionsIn(`${HELP}${CHECK_HELP}`);
    expect(all.filter((option) => !named.has(option))).toEqual([]);
    expect([...named].filter((name) => !Object.keys(OPTIONS).includes(name))).toEqual([]);
  });

  it.each([
    ['all', HELP],
    ['check', CHECK_HELP],
  ])('is for a terminal: lines of about 100 columns, and not too many (%s)', (_, text) => {
    const lines = text.split('\n');
    expect(lines.length).toBeLessThanOrEqual(130);
    expect(lines.filter((line) => line.length > 104)).toEqual([]);
  });
});

describe('the reference of the command line', () => {
  it('names every option', () => {
    const named = optionsIn(REFERENCE);
    expect(all.filter((option) => !named.has(option))).toEqual([]);
  });
});
