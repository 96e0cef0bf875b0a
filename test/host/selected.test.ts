import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../../src/app/ids';
import type { Node } from '../../src/app/tree/node';
import { Answers } from './answers';
import { afterEach, beforeEach, describe, it } from './harness';
import { HOST_PASSWORD, hostUrl } from './hostEnv';
import { loadExtension } from './loadedExtension';
import type { LoadedExtension } from './loadedExtension';
import { ShownPages } from './shownPages';
import { rowWith, rowsOf } from './shownTree';
import type { ShownRow } from './shownTree';
import { until } from './until';

interface Told {
  readonly type?: string;
  readonly show?: string;
}

describe('several endpoints that are selected', () => {
  let pages: ShownPages;
  let extension: LoadedExtension;
  let answers: Answers;
  let rows: Node[];

  beforeEach(async () => {
    pages = new ShownPages();
    extension = await loadExtension();
    answers = new Answers();
    answers.next(hostUrl('modest'), 'orders', '', HOST_PASSWORD, '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    answers.next(hostUrl('target'), 'orders-valkey', '', '', '');
    await vscode.commands.executeCommand(COMMANDS.addEndpoint);
    rows = [];
    for (const name of ['orders', 'orders-valkey']) {
      const ready = ({ label, context }: { label: string; context: string }): boolean =>
        label === name && context === 'endpoint.ready';
      rows.push((await rowWith(extension, VIEWS.endpoints, ready)).element as Node);
    }
  });
  afterEach(async () => {
    pages.dispose();
    answers.dispose();
    await extension.dispose();
  });

  const run = async (command: string): Promise<void> => {
    await vscode.commands.executeCommand(command, rows[0], rows);
  };

  /** The message of a page that ends a check, with what it is to show if that is wanted. */
  const finished = async (page: number, show?: string): Promise<Told> => {
    const told = (): readonly Told[] => (pages.all[page]?.told ?? []) as readonly Told[];
    return await until(
      () => told().find((one) => one.type === 'check.finished' && one.show === show),
      () =>
        `told: ${told()
          .map(({ type }) => type)
          .join()}`,
    );
  };

  it('begin a migration when it is said which of two is the source, and none when that is not said', async () => {
    answers.next(null);
    await run(COMMANDS.newMigration);
    assert.equal(pages.all.length, 0);
    answers.next('orders-valkey');
    await run(COMMANDS.newMigration);
    assert.ok(answers.asked.includes('New Migration'));
    const [draft] = await rowsOf(extension, VIEWS.migrations);
    assert.equal(draft?.label, 'orders-valkey → orders');
  });

  it('have a page each for their check, and a click on a finding opens the report at it', async () => {
    answers.next('No Target Yet');
    await run(COMMANDS.checkCompatibility);
    assert.equal(pages.all.length, 2);
    // The page in front; the one behind it begins when it is looked at.
    await finished(1);
    // A finding of the pair: what is found depends on the server, so that any will do.
    answers.next('orders-valkey');
    await vscode.commands.executeCommand(COMMANDS.checkCompatibility, rows[0]);
    await finished(2);
    const findingsOf = ({ children }: ShownRow): readonly ShownRow[] =>
      children.find(({ context }) => context === 'detail.findings')?.children ?? [];
    const row = await rowWith(
      extension,
      VIEWS.endpoints,
      (one) => one.label === 'orders' && findingsOf(one).length > 0,
    );
    const [finding] = findingsOf(row);
    assert.equal(finding?.context, 'finding');
    const node = finding.element as Node;
    assert.equal(node.command, COMMANDS.openFinding);
    await vscode.commands.executeCommand(COMMANDS.openFinding, node);
    assert.equal(pages.all.length, 3, 'the page that is open is used');
    await finished(2, node.finding?.rule ?? 'none');
    // Closed, it is opened and checks anew before it shows the finding.
    pages.all[2]?.panel.dispose();
    await vscode.commands.executeCommand(COMMANDS.openFinding, node);
    assert.equal(pages.all.length, 4);
    await finished(3, node.finding?.rule ?? 'none');
  });

  it('are removed together, with their passwords, once that is confirmed', async () => {
    await run(COMMANDS.removeEndpoint);
    assert.equal((await rowsOf(extension, VIEWS.endpoints)).length, 2);
    answers.press(/^Remove 2 endpoints/, 'Remove');
    await run(COMMANDS.removeEndpoint);
    assert.deepEqual(await rowsOf(extension, VIEWS.endpoints), []);
    assert.equal(extension.secrets.size, 0);
    const { detail } = await answers.message(/^Remove 2 endpoints/);
    assert.match(detail, /^orders, orders-valkey\./);
  });
});
