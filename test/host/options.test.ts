import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { COMMANDS, REPORT_SCHEME, SETTINGS, VIEWS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { setSetting } from './setSetting';
import { rowsOf } from './shownTree';

/** Many questions, each of which waits for the editor. */
const MANY_QUESTIONS_MS = 110_000;

describe('what to copy', () => {
  let extension: LoadedExtension;
  let answers: Answers;

  beforeEach(async () => {
    extension = await loadExtension();
    answers = new Answers();
    answers.next(hostUrl('source'), 'orders', '', HOST_PASSWORD, '0');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    answers.next(hostUrl('target'), 'orders-valkey', '', '', '0');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
  });
  afterEach(async () => {
    answers.dispose();
    await extension.dispose();
    for (const name of [SETTINGS.match, SETTINGS.types, SETTINGS.verify]) await setSetting(name, undefined);
  });

  it(
    'is chosen for one copy by its options',
    async () => {
      answers.next('orders', 'orders-valkey', 'Options…', 'Match', 'small:12345*');
      answers.next('Sample', '5', 'Dry Run', 'Done', 'Replace');
      answers.press(/^Try a copy of orders into orders-valkey\? .*nothing is written\.$/, 'Try');
      await vscode.commands.executeCommand(COMMANDS.copyData);
      const { detail } = await answers.message(/^Try a copy/);
      assert.match(detail, /^Only keys that match small:12345\*\.\nA rehearsal: 5 keys at most\./);
      const { text } = await answers.message(/^Nothing was written/);
      assert.equal(text, 'Nothing was written to orders-valkey: rehearsal · 5 keys would be copied.');
      const [row] = await rowsOf(extension, VIEWS.migrations);
      assert.equal(row?.description, 'rehearsal · 5 keys would be copied');
    },
    MANY_QUESTIONS_MS,
  );

  it('is chosen for every copy by settings', async () => {
    await setSetting(SETTINGS.match, 'small:12345*');
    answers.next('orders', 'orders-valkey', 'Replace');
    answers.press(/^Copy orders into/, 'Copy');
    await vscode.commands.executeCommand(COMMANDS.copyData);
    const { detail } = await answers.message(/^Copy orders into/);
    assert.match(detail, /^Only keys that match small:12345\*\./);
    const { text } = await answers.message(/^Copied/);
    // small:12345 and small:123450 to small:123459.
    assert.match(text, /^Copied 11 keys from orders to orders-valkey/);
  });

  it(
    'is verified afterwards when the settings or the options say so, and the report has it',
    async () => {
      await setSetting(SETTINGS.match, 'small:12345*');
      await setSetting(SETTINGS.verify, 'full');
      answers.next('orders', 'orders-valkey', 'Options…', 'Size', '1-1M', 'Size', '', 'Done', 'Replace');
      answers.press(/^Copy orders into/, 'Copy');
      await vscode.commands.executeCommand(COMMANDS.copyData);
      const { detail } = await answers.message(/^Copy orders into/);
      assert.match(detail, /^Only keys that match small:12345\*\.\nVerified in full afterwards\./);
      const { text } = await answers.message(/^Copied/);
      assert.match(text, /^Copied 11 keys from orders to orders-valkey .* Verified: equal\.$/);
      const [row] = await rowsOf(extension, VIEWS.migrations);
      assert.match(row?.description ?? '', /^done · 11 keys in .* · 0 differences$/);
      const query = row?.id.replace('run/', '') ?? '';
      const uri = vscode.Uri.from({ scheme: REPORT_SCHEME, path: '/report.md', query });
      const report = (await vscode.workspace.openTextDocument(uri)).getText();
      assert.match(report, /## Verification\n\n\*\*0 differences\.\*\* Type, expiry and content/);
      assert.match(report, /\| 11 \| 11 \| 0 \|/);
    },
    MANY_QUESTIONS_MS,
  );

  it('is refused when a setting makes no sense, before anything is asked', async () => {
    await setSetting(SETTINGS.types, ['json']);
    await vscode.commands.executeCommand(COMMANDS.copyData);
    const { text, buttons } = await answers.message(/settings/);
    assert.match(text, /elasticacheMigrator\.copy\.types is not one of string, list, /);
    assert.deepEqual(buttons, ['Open Settings', 'Show Log']);
  });
});
