import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_KEYS, HOST_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { rowsOf, rowWith } from './shownTree';
import type { ShownRow } from './shownTree';

/** Nothing listens here: the port belongs to TCPMUX, which nobody runs. */
const CLOSED = 'redis://127.0.0.1:1';

describe('endpoints', () => {
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

  const settled = async (): Promise<ShownRow> =>
    await rowWith(extension, VIEWS.endpoints, (row) => /^endpoint\.(ready|failed)$/.test(row.context));

  const addOrders = async (password: string): Promise<void> => {
    answers.next(hostUrl('source'), 'orders', '', password, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
  };

  it('are added by answering five questions, and tell what they are', async () => {
    await addOrders(HOST_PASSWORD);
    // Whether TLS is asked about is known once the address is.
    assert.deepEqual(
      answers.asked,
      ['1/6', '2/5', '3/5', '4/5', '5/5'].map((step) => `Add Endpoint ${step}`),
    );
    const row = await settled();
    assert.equal(row.label, 'orders');
    assert.match(row.description, /^redis 8\.0\.\d+ · 630 k keys · [\d.]+ MB$/);
    const rows = row.children.map(({ label, description }) => `${label}: ${description}`);
    assert.ok(rows.includes(`Keys: ${HOST_KEYS.toLocaleString('en-US')} keys`), rows.join('\n'));
  });

  it('keep their password in the secret storage and nowhere else', async () => {
    const url = hostUrl('source').replace('redis://', `redis://:${HOST_PASSWORD}@`);
    answers.next(url, 'orders', '', HOST_PASSWORD, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    assert.deepEqual([...extension.secrets.values()], [HOST_PASSWORD]);
    assert.equal(extension.stored.size, 1);
    const seen = JSON.stringify([
      [...extension.stored],
      await rowsOf(extension, VIEWS.endpoints),
      answers.messages,
    ]);
    assert.ok(!seen.includes(HOST_PASSWORD));
  });

  it('ask about TLS when the address does not say', async () => {
    answers.next(hostUrl('target').replace('redis://', ''), 'plain', 'No TLS', '', '', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    assert.match((await settled()).description, /^valkey 8\.1\.\d+ · /);
  });

  it('leave nothing behind when the questions are left', async () => {
    answers.next(hostUrl('source'), 'orders', '', null);
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    assert.deepEqual([extension.stored.size, extension.secrets.size], [0, 0]);
    assert.deepEqual(await rowsOf(extension, VIEWS.endpoints), []);
  });

  it('say that the password is wrong, and are saved anyway if wanted', async () => {
    answers.press(/refused/, 'Save Anyway');
    await addOrders('wrong');
    const [message] = answers.messages;
    assert.match(
      message?.text ?? '',
      /^Could not connect to orders .*: the server refused the user name or the password\.$/,
    );
    assert.deepEqual(message?.buttons, ['Edit', 'Save Anyway']);
    const row = await settled();
    assert.equal(row.description, 'cannot connect');
    assert.deepEqual(
      row.children.map(({ label, context }) => [label, context]),
      [['The server refused the user name or the password.', 'problem.connect']],
    );
  });

  it('are not saved when the test fails and the user cancels', async () => {
    await addOrders('wrong');
    assert.deepEqual([extension.stored.size, extension.secrets.size], [0, 0]);
  });

  it('show what is wrong with a closed port, with a way to try again', async () => {
    answers.press(/Could not connect/, 'Save Anyway');
    answers.next(CLOSED, 'closed', '', '', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    const [problem] = (await settled()).children;
    assert.equal(problem?.label, 'Nothing listens on that port.');
    await vscode.commands.executeCommand(COMMANDS.retryEndpoint, problem.element);
    assert.equal((await settled()).children[0]?.label, 'Nothing listens on that port.');
  });

  it('are edited with their password kept', async () => {
    await addOrders(HOST_PASSWORD);
    answers.next(hostUrl('source'), 'renamed', '', 'Keep the password', '3');
    await vscode.commands.executeCommand(COMMANDS.editEndpoint, (await settled()).element);
    assert.deepEqual([...extension.secrets.values()], [HOST_PASSWORD]);
    const row = await rowWith(extension, VIEWS.endpoints, ({ label }) => label === 'renamed');
    assert.equal((await rowsOf(extension, VIEWS.endpoints)).length, 1);
    await vscode.commands.executeCommand(COMMANDS.copyConnectionString, row.element);
    assert.equal(await vscode.env.clipboard.readText(), `${hostUrl('source')}/3`);
  });

  it('are tested on request', async () => {
    await addOrders(HOST_PASSWORD);
    await vscode.commands.executeCommand(COMMANDS.testConnection, (await settled()).element);
    const { text } = await answers.message(/^Connected/);
    assert.match(text, /^Connected to orders: redis 8\.0\.\d+, 630,000 keys, /);
  });

  it('are removed with their password, once that is confirmed', async () => {
    await addOrders(HOST_PASSWORD);
    await vscode.commands.executeCommand(COMMANDS.removeEndpoint, (await settled()).element);
    assert.equal(extension.secrets.size, 1);
    answers.next('orders');
    answers.press(/^Remove orders/, 'Remove');
    await vscode.commands.executeCommand(COMMANDS.removeEndpoint);
    assert.equal(extension.secrets.size, 0);
    assert.deepEqual(await rowsOf(extension, VIEWS.endpoints), []);
  });
});
