import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/app/ids';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { until } from './until';

describe('a check of an RDB file', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let folder: string;

  beforeEach(async () => {
    extension = await loadExtension();
    answers = new Answers();
    folder = mkdtempSync(join(tmpdir(), 'ecm-rdb-'));
  });
  afterEach(async () => {
    answers.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await extension.dispose();
    rmSync(folder, { recursive: true });
  });

  it('begins in the explorer, and asks what the cache is to be that is yet to be created', async () => {
    const path = join(folder, 'orders.rdb');
    const text = (word: string): number[] => [word.length, ...Buffer.from(word)];
    const body = [0xfe, 0, 0, ...text('orders:1'), ...text('value'), 0xff, ...Array<number>(8).fill(0)];
    writeFileSync(path, Buffer.concat([Buffer.from('REDIS0011'), Buffer.from(body)]));
    answers.next('A Cache That Is Yet to Be Created…', 'With Cluster Mode', 'Valkey 8.2', '3', '');
    await vscode.commands.executeCommand(COMMANDS.checkRdbFile, vscode.Uri.file(path));
    const title = 'Check: orders.rdb → a new cache';
    const labels = (): string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until(
      () => labels().includes(title),
      () => labels().join(),
    );
    assert.deepEqual(extension.logged, []);
    assert.equal(extension.stored.get('endpoints'), undefined);
  });
});
