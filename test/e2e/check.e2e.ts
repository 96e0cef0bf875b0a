import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { ENDPOINTS_VARIABLE } from '../../src/node/environmentEndpoints';
import type { Workbench } from '../lab/code/workbench/workbench';
import { fillDataset } from '../lab/dataset/fillDataset';
import { startServer } from '../lab/servers/startServer';
import type { E2eContext } from './e2eContext';

export const name =
  'Check a pair, reload the window, go on to the copy; a check that fails; a check without a target';

const CHECK = 'Check Compatibility…';
/** Nothing listens here: the port belongs to TCPMUX, which nobody runs. */
const CLOSED = 'redis://127.0.0.1:1';

export async function run(ctx: E2eContext): Promise<void> {
  const source = await startServer({ server: 'redis-8.0' });
  ctx.cleanup(() => source.stop());
  const target = await startServer({ server: 'valkey-8.1' });
  ctx.cleanup(() => target.stop());
  await fillDataset(await source.client(), { seed: 'check', keys: 3000 });
  const endpoints = [`orders-redis=${source.url}`, `orders-valkey=${target.url}`, `stopped=${CLOSED}`];
  const { workbench } = await ctx.start({ env: { [ENDPOINTS_VARIABLE]: endpoints.join(' ') } });
  const violations: string[] = [];
  workbench.page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await workbench.openContainer('ElastiCache Migrator');
  const tree = workbench.tree('Endpoints');
  await tree
    .row('orders-redis')
    .getByText(/redis 8\.0\.\d+ · 3 k keys/)
    .waitFor();

  await workbench.menu.choose(tree.row('orders-redis'), CHECK);
  await workbench.quickInput.waitFor('Check orders-redis for which target?');
  await workbench.quickInput.pick('orders-valkey');
  const page = workbench.webview();
  await page.getByRole('heading', { name: 'something will be lost' }).waitFor();
  await page.getByText('A plain RESTORE would be refused for every key').waitFor();
  await page
    .getByRole('listitem')
    .getByText(/hashes will lose field TTLs/)
    .first()
    .waitFor();
  await page.getByRole('row', { name: /^RDB version 12 11$/ }).waitFor();
  await page.getByText(/^Recommended: /).waitFor();
  await page.getByRole('row', { name: /^Copy \(ours\) Recommended (Ready|Risky)/ }).waitFor();
  await ctx.screenshot(workbench, '1-report');
  await page.getByLabel('Severity').selectOption('warning');
  await page.getByText(/^\d+ of \d+\.$/).waitFor();
  await page.getByText('How to take it:').first().click();
  await ctx.screenshot(workbench, '1b-report-narrowed');
  await page.getByText('Export Markdown').click();
  await workbench.page.getByText('# Check', { exact: true }).first().waitFor();
  await ctx.screenshot(workbench, '1c-exported');
  await workbench.editorTab('Check: ').first().click();

  const before = await statusOf(page);
  assert.match(before, /^Checked .+ Nothing was written to either end\.$/);
  // The page with its check, and in front: the report that was exported stands second.
  await workbench.reload(/check\.finished.*"mru":\[0,1\]/s);
  await workbench.webview().getByRole('heading', { name: 'something will be lost' }).waitFor();
  assert.equal(
    await statusOf(workbench.webview()),
    before,
    'after a reload the last check is shown as it was',
  );
  await (await target.client()).set('held', 'x');
  await workbench.webview().locator('.actions').getByText('Check Again').click();
  await workbench.webview().getByText('The target already holds 1 key').first().waitFor();
  assert.notEqual(await statusOf(workbench.webview()), before);

  await workbench.webview().getByText('Copy Data…').click();
  await workbench.quickInput.waitFor('What if the target already holds a key?');
  await workbench.quickInput.pick('Replace');
  const { message } = await workbench.dialog.waitFor();
  assert.match(message, /^Copy orders-redis into orders-valkey\?/);
  await workbench.dialog.press('Cancel');

  await checkAlone(workbench, 'stopped');
  await workbench.webview().getByText('Nothing listens on that port.').waitFor();
  await ctx.screenshot(workbench, '2-failed');
  await workbench.webview().getByText('Retry').click();
  await workbench.webview().getByText('Nothing listens on that port.').waitFor();

  await checkAlone(workbench, 'orders-redis');
  await workbench.webview().getByText('Counted over all 3,000 keys.').waitFor();
  await ctx.screenshot(workbench, '3-no-target');
  await workbench.webview().getByText('Choose Target…').click();
  await workbench.quickInput.waitFor('Check orders-redis for which target?');
  await workbench.quickInput.pick('orders-valkey');
  // The page of that pair is open already: it comes to the front.
  await workbench.webview().getByRole('heading', { name: 'something will be lost' }).waitFor();
  assert.equal(await workbench.editorTab('Check: ').count(), 3);
  assert.deepEqual(violations, []);
}

async function checkAlone(workbench: Workbench, source: string): Promise<void> {
  await workbench.commands.run(`ElastiCache Migrator: ${CHECK}`);
  await workbench.quickInput.waitFor('Check which source?');
  await workbench.quickInput.pick(source);
  await workbench.quickInput.waitFor(`Check ${source} for which target?`);
  await workbench.quickInput.pick('No Target Yet');
  await workbench.editorTab(`Check: ${source}`).last().waitFor();
}

async function statusOf(page: FrameLocator): Promise<string> {
  return await page.getByRole('status').innerText();
}
