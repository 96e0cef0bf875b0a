import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../../src/core/model/t';
import { FOREIGN } from '../l10n/foreign';
import { unsaidOfFailure } from '../l10n/unsaidOfFailure';

const ALL = ['', '', ''];
const WORKING = { host: 'elsewhere', pid: 7, began: '' };

let folder: string;

beforeAll(() => {
  // Before what says its constants when it is loaded.
  speak(FOREIGN);
  folder = mkdtempSync(join(tmpdir(), 'ecm-said-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  speak({});
});

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('says in the language of the window', () => {
  it('why the file of a run cannot be read', async () => {
    const { readRun } = await import('../../src/node/runFolder');
    for (const text of [
      ...['', '{', '{}', '{"format":"elasticache-migrator run","version":1}'],
      '{"format":"elasticache-migrator run","version":99}',
    ]) {
      const path = write('run.json', text);
      expect(await unsaidOfFailure(() => readRun(path))).toEqual(ALL);
    }
    expect(await unsaidOfFailure(() => readRun(join(folder, 'none.json')))).toEqual(ALL);
  });

  it('why a run cannot be taken up, kept or removed', async () => {
    const { KeptRun } = await import('../../src/node/keptRun');
    write('taken.json', '{}');
    write('taken.json.lock', JSON.stringify(WORKING));
    expect(await unsaidOfFailure(() => KeptRun.discard(folder, 'taken'))).toEqual(ALL);
    const head = { run: 'new', startedAt: 0, source: endOf('a'), target: endOf('b') };
    const [what, , next] = await unsaidOfFailure(() => KeptRun.create(write('file', ''), head));
    expect([what, next]).toEqual(['', '']);
  });

  it('why a file of TLS is of no use', async () => {
    const { endpointTrust } = await import('../../src/node/endpointTrust');
    const certificateFile = write('a.pem', 'none');
    const keyFile = write('b.pem', '-----BEGIN ENCRYPTED PRIVATE KEY-----');
    for (const choice of [
      ...[{ authorityFile: certificateFile }, { authorityFile: join(folder, 'none') }, { keyFile }],
      ...[{ certificateFile }, { certificateFile, keyFile }, { certificateFile, keyFile: certificateFile }],
    ]) {
      expect(await unsaidOfFailure(() => endpointTrust(choice, 'orders'))).toEqual(ALL);
    }
  });

  it('why an RDB file cannot be read', async () => {
    const { openRdbFile } = await import('../../src/node/rdbFile');
    mkdirSync(join(folder, 'dir'));
    expect(await unsaidOfFailure(() => openRdbFile(join(folder, 'dir')))).toEqual(ALL);
    const { RdbWalker } = await import('../../src/core/rdb/file/rdbWalker');
    const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const text of [
      ...['', 'REDIS00', '\x1f\x8b', '*3\r\n', 'file a', 'what is it', 'REDIS0011'],
      // A list of an unknown form, a value of an unknown type, functions of a release candidate.
      ...['REDIS0011\x12\x01a\x01\x07\x01b', 'REDIS0011\x63\x01a', 'REDIS0011\xf6'],
    ]) {
      const read = (): void => {
        const walker = new RdbWalker(() => undefined);
        walker.feed(bytes(text));
        walker.end();
      };
      expect(await unsaidOfFailure(read)).toEqual(ALL);
    }
  });
});

function endOf(host: string): { address: { host: string; port: number; tls: boolean } } {
  return { address: { host, port: 1, tls: false } };
}
