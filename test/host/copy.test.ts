import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { COMMANDS, REPORT_SCHEME, SETTINGS, VIEWS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_KEYS, HOST_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { setSetting } from './setSetting';
import { rowsOf, rowWith } from './shownTree';
import type { ShownRow } from './shownTree';
import { sleep, until } from './until';

/** A copy of everything takes a few seconds, and far longer on a busy machine. */
const WHOLE_COPY_MS = 110_000;
/** At that pace a copy takes six seconds, so that it is not over before it pauses and goes on. */
const KEYS_PER_SECOND = 100_000;
/** At that pace, a seventh of all keys: whatever does not pause is seen to go on. */
const STILL_MS = 900;

describe('copying', () => {
  let extension: LoadedExtension;
  let answers: Answers;

  beforeEach(async () => {
    extension = await loadExtension();
    answers = new Answers();
    answers.next(hostUrl('source'), 'orders', '', HOST_PASSWORD, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    answers.next(hostUrl('target'), 'orders-valkey', '', '', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    answers.asked.length = 0;
  });
  afterEach(async () => {
    answers.dispose();
    await extension.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await setSetting(SETTINGS.rateKeys, undefined);
  });

  /** The run once it pauses and has had as much to show for a while: what is under way when it pauses still arrives. */
  const standingStill = async (): Promise<ShownRow> => {
    let before: ShownRow | undefined;
    return await until(
      async () => {
        const last = before?.description;
        const [row] = await rowsOf(extension, VIEWS.migrations);
        before = row;
        if (row?.context === 'run.paused' && row.description === last) return row;
        await sleep(STILL_MS);
        return undefined;
      },
      () => `it goes on: ${before?.description ?? 'no run'}`,
    );
  };

  it('stops within a second, and says how far it came', async () => {
    answers.next('orders', 'orders-valkey', 'Replace');
    answers.press(/^Copy orders into orders-valkey\? It holds/, 'Copy');
    const copying = vscode.commands.executeCommand(COMMANDS.copyData);
    const run = await rowWith(
      extension,
      VIEWS.migrations,
      ({ context, description }) => context === 'run.running' && description.includes(' %'),
    );
    const from = Date.now();
    await vscode.commands.executeCommand(COMMANDS.cancelRun, run.element);
    const { text, buttons } = await answers.message(/^Stopped\./);
    const took = Date.now() - from;
    await copying;
    assert.ok(took <= 1000, `${String(took)} ms`);
    const [, copied] = /^Stopped\. ([\d,]+) of 630,000 keys had been copied\.$/.exec(text) ?? [];
    assert.ok(Number(copied?.replaceAll(',', '')) < HOST_KEYS, text);
    assert.deepEqual(buttons, ['Resume', 'Open Report']);
    const [row] = await rowsOf(extension, VIEWS.migrations);
    assert.equal(row?.context, 'run.resumable');
  });

  it('pauses, and goes on where it was', async () => {
    await setSetting(SETTINGS.rateKeys, KEYS_PER_SECOND);
    answers.next('orders', 'orders-valkey', 'Replace');
    answers.press(/^Copy orders into/, 'Copy');
    const copying = vscode.commands.executeCommand(COMMANDS.copyData);
    const going = await rowWith(
      extension,
      VIEWS.migrations,
      ({ context, description }) => context === 'run.running' && description.includes(' %'),
    );
    await vscode.commands.executeCommand(COMMANDS.pauseRun, going.element);
    const paused = await standingStill();
    assert.match(paused.description, /^paused · \d+ %$/);
    assert.equal(paused.context, 'run.paused');
    await sleep(STILL_MS);
    const [still] = await rowsOf(extension, VIEWS.migrations);
    assert.equal(still?.description, paused.description);
    await vscode.commands.executeCommand(COMMANDS.resumeRun, still.element);
    const share = ({ description }: ShownRow): number => Number(/(\d+) %/.exec(description)?.[1]);
    const on = await rowWith(
      extension,
      VIEWS.migrations,
      (row) => row.context === 'run.running' && share(row) > share(paused),
    );
    await vscode.commands.executeCommand(COMMANDS.cancelRun, on.element);
    await copying;
    await answers.message(/^Stopped\./);
  });

  it(
    'goes from the question to the report',
    async () => {
      answers.next('orders', 'orders-valkey', 'Replace');
      answers.press(/^Copy orders into/, 'Copy');
      answers.press(/^Copied/, 'Open Report');
      await vscode.commands.executeCommand(COMMANDS.copyData);
      assert.deepEqual(
        answers.asked,
        [1, 2, 3].map((step) => `Copy Data ${String(step)}/3`),
      );
      const question = await answers.message(/^Copy orders into/);
      assert.match(question.text, /It holds [\d,]+ keys; keys that exist in both will be replaced\.$/);
      assert.match(question.detail, /hashes will lose field TTLs/);
      const closing = await answers.message(/^Copied/);
      assert.equal(closing.severity, 'warning');
      assert.match(
        closing.text,
        /^Copied 630,000 keys from orders to orders-valkey in [\d.]+ s\. [\d,]+ hashes lost field TTLs/,
      );
      assert.equal(answers.messages.length, 2, JSON.stringify(answers.messages));

      const [row] = await rowsOf(extension, VIEWS.migrations);
      assert.equal(row?.label, 'orders → orders-valkey');
      assert.match(
        row.description,
        /^done, with losses · 630,000 keys in [\d.]+ s · [\d,]+ hashes lost field TTLs$/,
      );
      await until(
        () => tabs().some((label) => label.includes('orders → orders-valkey')),
        () => `no report among ${tabs().join(' | ')}`,
      );

      const uri = vscode.Uri.from({
        scheme: REPORT_SCHEME,
        path: '/report.md',
        query: row.id.replace('run/', ''),
      });
      const report = (await vscode.workspace.openTextDocument(uri)).getText();
      assert.match(report, /^# Copy of orders to orders/);
      const kept = [...extension.stored].map(([, json]) => json).join('');
      for (const text of [report, kept, JSON.stringify(answers.messages), extension.logged.join('\n')]) {
        assert.ok(!text.includes(HOST_PASSWORD));
      }
    },
    WHOLE_COPY_MS,
  );

  it('of keys that exist skips them when asked to', async () => {
    const [source] = await rowsOf(extension, VIEWS.endpoints);
    answers.next('orders-valkey', 'Skip');
    answers.press(/^Copy orders into .*keys that exist in both stay as they are/, 'Copy');
    await vscode.commands.executeCommand(COMMANDS.copyData, source?.element);
    const { text } = await answers.message(/^Copied/);
    assert.match(text, /^Copied 0 keys .* 630,000 keys stayed as they were in orders-valkey/);
  });

  it('does not begin when the question is not confirmed', async () => {
    answers.next('orders', 'orders-valkey', 'Replace');
    await vscode.commands.executeCommand(COMMANDS.copyData);
    assert.deepEqual(await rowsOf(extension, VIEWS.migrations), []);
  });
});

function tabs(): string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}
