import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { CONF_COMMAND_IDS } from '../../../src/app/conf/confCommandIds';
import { COMMANDS, CONF_LANGUAGE, SENTINEL_LANGUAGE, SETTINGS } from '../../../src/app/ids';
import { known, lensesOf, problems, ruleOf, told } from '../confProblems';
import { afterEach, describe, it } from '../harness';
import { PLANTED } from '../plantedProblems';
import { sleep, until } from '../until';

const EXTENSION_ID = 'elasticache-migrator.elasticache-migrator';

describe('in a browser', () => {
  afterEach(async () => {
    await vscode.workspace
      .getConfiguration(SETTINGS.section)
      .update(SETTINGS.elasticacheDiagnostics, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('runs in a web worker, in a window without a host', () => {
    const worker = globalThis as { importScripts?: unknown; process?: { versions?: { node?: string } } };
    assert.equal(typeof worker.importScripts, 'function');
    assert.equal(worker.process?.versions?.node, undefined);
    assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
    assert.equal(vscode.env.remoteName, undefined);
    assert.equal(vscode.extensions.getExtension(EXTENSION_ID)?.extensionUri.scheme, 'http');
  });

  it('finds twelve planted problems, and mends all that can be mended at once', async () => {
    const document = await open('valkey.conf', ['# engine: valkey 8.1', ...PLANTED.map(([line]) => line)]);
    assert.equal(document.languageId, CONF_LANGUAGE);
    const errors = await problems(document, (all) => all.length >= PLANTED.length);
    assert.equal(vscode.extensions.getExtension(EXTENSION_ID)?.isActive, true);
    assert.deepEqual(
      errors.map(ruleOf),
      PLANTED.map(([, rule]) => rule),
    );
    const [all] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      vscode.CodeActionKind.SourceFixAll.value,
    );
    assert.ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    const left = PLANTED.filter(([, , mended]) => mended === undefined);
    const now = await problems(document, (some) => some.length === left.length);
    assert.deepEqual(
      now.map(ruleOf),
      left.map(([, rule]) => rule),
    );
  });

  it('hovers, completes, outlines, and tells of ElastiCache by the lens', async () => {
    const document = await open('cache.conf', [
      '# engine: valkey 8.1',
      '######## MEMORY ########',
      'maxmemory 1gb',
      'maxmemory-policy allkeys-lru',
      'save 900 1',
      'appendonly no',
    ]);
    // By its content: the name tells nothing.
    await known(document);
    const { uri } = document;
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(3, 3),
    );
    assert.match((hover?.contents[0] as vscode.MarkdownString).value, /`allkeys-lru`/);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(5, 11),
    );
    assert.ok(items.some(({ label }) => label === 'yes'));
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.ok(symbols.some(({ name }) => name === 'MEMORY'));
    await vscode.commands.executeCommand(COMMANDS.toggleElasticacheCheck);
    await told(document, 3);
    assert.deepEqual(await lensesOf(document), [
      'Stop checking against ElastiCache',
      'Convert to Parameter Group…',
    ]);
    await vscode.commands.executeCommand(COMMANDS.toggleElasticacheCheck);
    await told(document, 0);
  });

  it('completes paths, and opens what is included', async () => {
    await open('sub/part.conf', ['hz 10']);
    const document = await open('redis.conf', [
      'include sub/part.conf',
      'include sub/none.conf',
      'include /sub/',
    ]);
    await known(document);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    assert.deepEqual(
      links.map(({ target, range }) => [target?.path, range.start.line, range.start.character]),
      [['/sub/part.conf', 0, 8]],
    );
    for (const [line, column, name] of [
      [0, 8, 'sub/'],
      [2, 13, 'part.conf'],
    ] as const) {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, column),
      );
      assert.ok(
        items.some(({ label }) => label === name),
        name,
      );
    }
  });

  it('leaves the file of a Sentinel alone, whatever its name', async () => {
    const lines = [
      'port 26379',
      'protected-mode no',
      'daemonize no',
      'sentinel monitor orders 10.0.0.1 6379 2',
    ];
    for (const name of ['26379.conf', 'redis-sentinel-1.conf', 'sentinel.conf']) {
      const document = await open(name, lines);
      await known(document, SENTINEL_LANGUAGE);
      await sleep(300);
      assert.deepEqual(vscode.languages.getDiagnostics(document.uri), [], name);
    }
  });

  it('converts to a parameter group', async () => {
    const document = await open('redis.conf', ['# engine: valkey 8.1', 'maxmemory-policy allkeys-lru']);
    let isConverted = false;
    const converted = (async (): Promise<void> => {
      await vscode.commands.executeCommand(COMMANDS.convertToParameterGroup, document.uri);
      isConverted = true;
    })();
    // Of both questions the first answer: the format, and the family that is nearest. Where no question stands, nothing happens.
    await until(
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return isConverted;
      },
      () => 'the questions are not over',
    );
    await converted;
    const shown = await until(
      () => [vscode.window.activeTextEditor?.document].find((one) => one?.languageId === 'shellscript'),
      () => `shown is ${String(vscode.window.activeTextEditor?.document.languageId)}`,
    );
    assert.ok(shown.getText().includes("'ParameterName=maxmemory-policy,ParameterValue=allkeys-lru'"));
  });

  it('has every command: those that need connections say where they work', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    for (const id of Object.values(COMMANDS)) assert.ok(known.has(id), `no command ${id}`);
    const others = Object.values(COMMANDS).filter((id) => !CONF_COMMAND_IDS.some((one) => one === id));
    // A message stays until it is read: what tells here is that none of them throws.
    for (const id of others) await vscode.commands.executeCommand(id);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

async function open(name: string, lines: readonly string[]): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the window has no folder');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${lines.join('\n')}\n`));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}
