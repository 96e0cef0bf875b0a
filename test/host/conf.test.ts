import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { MEASURED } from '../../src/core/conf/catalogue';
import { COMMANDS, CONF_LANGUAGE, SETTINGS } from '../../src/app/ids';
import { Answers } from './answers';
import { known, lensesOf, problems, ruleOf, told } from './confProblems';
import { afterEach, beforeEach, describe, it } from './harness';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { PLANTED } from './plantedProblems';
import { until } from './until';

describe('redis.conf', () => {
  let extension: LoadedExtension;
  let answers: Answers;
  let folder: string;

  beforeEach(async () => {
    extension = await loadExtension();
    answers = new Answers();
    folder = mkdtempSync(join(tmpdir(), 'ecm-conf-'));
  });
  afterEach(async () => {
    answers.dispose();
    const settings = vscode.workspace.getConfiguration(SETTINGS.section);
    const global = vscode.workspace.workspaceFolders === undefined;
    await settings.update(SETTINGS.targetEngine, undefined, global);
    await settings.update(SETTINGS.elasticacheDiagnostics, undefined, global);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await extension.dispose();
    rmSync(folder, { recursive: true });
  });

  async function open(name: string, lines: readonly string[]): Promise<vscode.TextDocument> {
    const file = join(folder, name);
    writeFileSync(file, `${lines.join('\n')}\n`);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await known(document);
    return document;
  }

  it('finds twelve planted problems, and mends by the bulb what can be mended', async () => {
    const document = await open('valkey.conf', ['# engine: valkey 8.1', ...PLANTED.map(([line]) => line)]);
    assert.equal(document.languageId, CONF_LANGUAGE);
    const errors = await problems(document, (all) => all.length >= PLANTED.length);
    const byLine = new Map(errors.map((one) => [one.range.start.line, one]));
    assert.deepEqual(
      PLANTED.map((_, index) => ruleOf(byLine.get(index + 1))),
      PLANTED.map(([, rule]) => rule),
    );
    for (const [index, [, , mended]] of PLANTED.entries()) {
      const range = byLine.get(index + 1)?.range ?? new vscode.Range(0, 0, 0, 0);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      assert.equal(
        actions.some((action) => action.isPreferred === true),
        mended !== undefined,
        `line ${String(index + 1)}`,
      );
    }
    const mendable = PLANTED.filter(([, , mended]) => mended !== undefined).length;
    const [all] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      vscode.CodeActionKind.SourceFixAll.value,
    );
    assert.ok(all?.edit !== undefined);
    await vscode.workspace.applyEdit(all.edit);
    const left = await problems(document, (now) => now.length === PLANTED.length - mendable);
    assert.deepEqual(
      left.map(ruleOf),
      PLANTED.filter(([, , mended]) => mended === undefined).map(([, rule]) => rule),
    );
    for (const [, , mended] of PLANTED) {
      if (mended !== undefined) assert.ok(document.getText().includes(`${mended}\n`), mended);
    }
  });

  it('follows the typing, and shows nothing of what was', async () => {
    const document = await open('redis.conf', ['port 6379', 'appendonly yes']);
    await problems(document, (all) => all.length === 0);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'appendfsync never\r\n');
    await vscode.workspace.applyEdit(edit);
    const [problem] = await problems(document, (all) => all.length === 1);
    assert.equal(ruleOf(problem), 'conf.enum');
    await vscode.commands.executeCommand('undo');
    await problems(document, (all) => all.length === 0);
  });

  it('judges for the server that was chosen', async () => {
    const document = await open('redis.conf', ['# engine: redis 7.2', 'primaryauth secret']);
    const [refused] = await problems(document, (all) => all.length === 1);
    assert.equal(ruleOf(refused), 'conf.version');
    assert.ok(!refused?.message.includes('secret'));
    answers.next(`Valkey ${MEASURED.valkey.at(-1) ?? ''}`);
    await vscode.commands.executeCommand(COMMANDS.setTargetEngine);
    await problems(document, (all) => all.length === 0);
  });

  it('tells of ElastiCache by the lens, until it is told to stop', async () => {
    const document = await open('redis.conf', ['# engine: valkey 8.1', 'appendonly yes', 'timeout 300']);
    assert.deepEqual(await lensesOf(document), ['Check against ElastiCache', 'Convert to Parameter Group…']);
    await vscode.commands.executeCommand(COMMANDS.toggleElasticacheCheck);
    await told(document, 2);
    assert.deepEqual(await lensesOf(document), [
      'Stop checking against ElastiCache',
      'Convert to Parameter Group…',
    ]);
    await vscode.commands.executeCommand(COMMANDS.toggleElasticacheCheck);
    await told(document, 0);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 2),
    );
    assert.match(
      (hover?.contents[0] as vscode.MarkdownString).value,
      /ElastiCache:\*\* chosen when the cache is created, by `Durability.*documented/,
    );
  });

  it('converts to a parameter group, without a secret', async () => {
    const lines = ['# engine: valkey 8.1', 'maxmemory-policy allkeys-lru', 'requirepass planted-Zx83-secret'];
    for (const [format, language, wanted] of [
      ['AWS CLI', 'shellscript', "'ParameterName=maxmemory-policy,ParameterValue=allkeys-lru'"],
      ['CloudFormation', 'yaml', "maxmemory-policy: 'allkeys-lru'"],
      ['Terraform', 'plaintext', 'value = "allkeys-lru"'],
    ] as const) {
      const document = await open('redis.conf', lines);
      answers.next(format, 'valkey9');
      await vscode.commands.executeCommand(COMMANDS.convertToParameterGroup, document.uri);
      // The one before may be taken for the active one for a while after it was closed.
      const active = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;
      const shown = await until(
        () => [active()].find((one) => one?.isUntitled === true && one.getText().includes(wanted)),
        () => `${format}: ${active()?.getText() ?? 'nothing is shown'}`,
      );
      if (language !== 'plaintext') assert.equal(shown.languageId, language);
      const text = shown.getText();
      assert.ok(text.includes('redis-conf-valkey9') || format === 'CloudFormation', text);
      assert.match(text, /# +line 3, requirepass: /);
      assert.ok(!text.includes('planted-Zx83'));
      assert.equal(document.getText(), `${lines.join('\n')}\n`);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('hovers, completes, outlines, folds and formats', async () => {
    const document = await open('cache.conf', [
      '######## MEMORY ########',
      'maxmemory   1gb ',
      'maxmemory-policy allkeys-lru',
      'save 900 1',
      'appendonly no',
      '######## OTHER ########',
      'port 1',
    ]);
    // By its content: the name tells nothing.
    assert.equal(document.languageId, CONF_LANGUAGE);
    const at = new vscode.Position(2, 3);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    assert.match((hover?.contents[0] as vscode.MarkdownString).value, /`allkeys-lru`/);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(4, 11),
    );
    assert.deepEqual(
      items
        .map(({ label }) => label)
        .filter((label) => label === 'yes' || label === 'no')
        .sort(),
      ['no', 'yes'],
    );
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, ...children.map((child) => child.name)]),
      [
        ['MEMORY', 'maxmemory', 'maxmemory-policy', 'save', 'appendonly'],
        ['OTHER', 'port'],
      ],
    );
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(document.lineAt(1).text, 'maxmemory 1gb');
  });
});
