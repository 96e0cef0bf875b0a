import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import { ENTER, Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_PASSWORD, HOST_SENTINEL_PASSWORD, hostFile, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { rowsOf, rowWith } from './shownTree';
import type { ShownRow } from './shownTree';

/** Many questions, each of which waits for the editor. */
const MANY_QUESTIONS_MS = 110_000;

describe('endpoints that are secured', () => {
  let extension: LoadedExtension;
  let answers: Answers;

  beforeEach(async () => {
    extension = await loadExtension();
    answers = new Answers();
  });
  afterEach(async () => {
    answers.dispose();
    await extension.dispose();
  });

  const rowOf = async (name: string): Promise<ShownRow> =>
    await rowWith(
      extension,
      VIEWS.endpoints,
      ({ label, context }) => label === name && /^endpoint\.(ready|failed)$/.test(context),
    );
  const identity = (): string[] => [
    ...['Client Certificate', hostFile('clientCert')],
    ...['Client Key', hostFile('clientKey')],
  ];

  it(
    'by TLS with an authority and a client certificate are added, kept by path, and copied into',
    async () => {
      const files = ['TLS Options…', 'Authorities', hostFile('ca'), ...identity(), 'Done', ENTER];
      answers.next(hostUrl('secure'), 'secure', ...files, '', HOST_PASSWORD, '');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      const row = await rowOf('secure');
      assert.match(row.description, /^valkey 8\.1\.\d+ · 0 keys · .* · TLS$/);
      const kept = [...extension.stored.values()].join('');
      assert.ok(kept.includes(hostFile('clientKey')), kept);
      for (const secret of ['BEGIN', HOST_PASSWORD]) assert.ok(!kept.includes(secret), kept);

      answers.next(hostUrl('modest'), 'modest', '', HOST_PASSWORD, '0');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      answers.next('modest', 'secure', 'Options…', 'Sample', '5', 'Done', 'Replace');
      answers.press(/^Copy modest into secure/, 'Copy');
      await vscode.commands.executeCommand(COMMANDS.copyData);
      const { text } = await answers.message(/^Copied/);
      assert.match(text, /^Copied 5 keys from modest to secure/);
    },
    MANY_QUESTIONS_MS,
  );

  it(
    'by TLS are refused with the file and the reason, and can be corrected at once',
    async () => {
      const wrong = ['TLS Options…', 'Authorities', '/nowhere/ca.pem', ...identity(), 'Done', 'Continue'];
      answers.next(hostUrl('secure'), 'secure', ...wrong, '', HOST_PASSWORD, '');
      answers.press(/^Could not connect/, 'Edit');
      // On from the question that is wrong; the others are answered already.
      answers.next('TLS Options…', 'Authorities', '', 'Verification');
      answers.press(/^Take any certificate/, 'Do Not Verify');
      answers.next('Done', 'Continue', '', HOST_PASSWORD, '');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      const { text } = await answers.message(/^Could not connect/);
      assert.equal(
        text,
        'Could not connect to secure: the authority file /nowhere/ca.pem could not be read (ENOENT).',
      );
      const { detail } = await answers.message(/^Take any certificate/);
      assert.match(detail, /Whoever stands between can then read and change everything/);
      assert.equal((await rowOf('secure')).context, 'endpoint.ready');
    },
    MANY_QUESTIONS_MS,
  );

  it(
    'keep what TLS goes by when its options are left by anything but Done',
    async () => {
      answers.next(hostUrl('secure'), 'secure', 'TLS Options…', 'Server Name', 'cache.example', 'Done');
      // A certificate without its key can be left, and is judged by Done alone.
      answers.next('TLS Options…', 'Client Certificate', hostFile('clientCert'), null);
      answers.next('TLS Options…', 'Client Certificate', hostFile('clientCert'), 'Done', null);
      answers.next('Connection Options…', 'Address Map', 'a.example:6379=127.0.0.1:7001', null);
      answers.next('Continue', '', '', '');
      answers.press(/^Could not connect/, 'Save Anyway');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      assert.deepEqual(
        answers.messages.map(({ text }) => text.replace(/\(.*$/, '')),
        ['A client certificate needs its key as well.', 'Could not connect to secure '],
      );
      const [kept] = JSON.parse(extension.stored.get('endpoints') ?? '[]') as {
        readonly tls?: unknown;
        readonly addressMap?: unknown;
      }[];
      assert.deepEqual([kept?.tls, kept?.addressMap], [{ serverName: 'cache.example' }, undefined]);
    },
    MANY_QUESTIONS_MS,
  );

  it(
    'name the place in the editor where the authority is named, and the file that was used',
    async () => {
      answers.next(hostUrl('secure'), 'secure', 'Continue', '', HOST_PASSWORD, '');
      answers.press(/^Could not connect/, 'Edit');
      // A certificate, but not that of an authority.
      const file = hostFile('clientCert');
      answers.next('TLS Options…', 'Authorities', file, 'Done', 'Continue', '', HOST_PASSWORD, '');
      answers.press(/was used, and holds no authority/, 'Save Anyway');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      assert.deepEqual(
        answers.messages.map(({ detail }) => detail.includes('(TLS Options… > Authorities)')),
        [true, true],
      );
      const { text } = await answers.message(/was used/);
      assert.ok(text.includes(file), text);
    },
    MANY_QUESTIONS_MS,
  );

  it(
    'by Sentinels with a password of their own are followed to the primary, and forgotten with both passwords',
    async () => {
      const passwords = [HOST_PASSWORD, HOST_SENTINEL_PASSWORD];
      answers.next(`${hostUrl('sentinel')}/orders`, 'watched', '', ...passwords, '');
      await vscode.commands.executeCommand(COMMANDS.addEndpoint);
      const row = await rowOf('watched');
      assert.match(row.description, /^valkey 8\.1\.\d+ · 0 keys/);
      assert.deepEqual([...extension.secrets.values()].sort(), passwords);
      const seen = JSON.stringify([
        [...extension.stored],
        await rowsOf(extension, VIEWS.endpoints),
        answers.messages,
      ]);
      for (const password of passwords) assert.ok(!seen.includes(password));
      answers.press(/^Remove watched/, 'Remove');
      await vscode.commands.executeCommand(COMMANDS.removeEndpoint, row.element);
      assert.equal(extension.secrets.size, 0);
    },
    MANY_QUESTIONS_MS,
  );
});
