import assert from 'node:assert/strict';
import type { Frame, FrameLocator } from 'playwright-core';
import { ENDPOINTS_VARIABLE } from '../../src/node/environmentEndpoints';
import { themes } from '../lab/code/workbench/themes';
import type { Workbench } from '../lab/code/workbench/workbench';
import { fillDataset } from '../lab/dataset/fillDataset';
import { startServer } from '../lab/servers/startServer';
import { axeViolations } from './accessibility';
import type { E2eContext } from './e2eContext';
import { eventually } from './eventually';

export const name =
  'The check page: routes beside each other, charts, findings to filter, copy and check again; themes, keyboard, axe';

const VALUE = 'planted-value-Zx84';

export async function run(ctx: E2eContext): Promise<void> {
  const source = await startServer({ server: 'redis-8.0', debugCommand: true });
  ctx.cleanup(() => source.stop());
  const target = await startServer({ server: 'valkey-8.1' });
  ctx.cleanup(() => target.stop());
  const client = await source.client();
  await fillDataset(client, { seed: 'page', keys: 3000 });
  await client.set('held:value', VALUE);
  const endpoints = [
    `orders-redis=${source.url}`,
    `orders-valkey=${target.url}`,
    'far=redis://far.abc123.euw3.cache.amazonaws.com:6379',
  ];
  const { workbench } = await ctx.start({ env: { [ENDPOINTS_VARIABLE]: endpoints.join(' ') } });
  const violations: string[] = [];
  workbench.page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await workbench.openContainer('ElastiCache Migrator');
  const row = workbench.tree('Endpoints').row('orders-redis');
  await row.getByText(/redis 8\.0/).waitFor();
  await workbench.menu.choose(row, 'Check Compatibility…');
  await workbench.quickInput.pick('orders-valkey');
  const page = workbench.webview();
  await page.getByRole('heading', { name: 'something will be lost' }).waitFor();
  await ctx.screenshot(workbench, '1-routes');

  await routes(page);
  await charts(page);
  await ctx.screenshot(workbench, '2-charts');
  await findings(workbench, page);
  await ctx.screenshot(workbench, '3-findings');
  await checkAgain(page, async () => {
    await (await target.client()).set('held', 'x');
  });
  await workbench.tree('Endpoints').expand('orders-redis');
  await workbench.tree('Endpoints').expand('Findings');
  await ctx.screenshot(workbench, '4-checked-again');
  for (const theme of ['light', 'hc-dark', 'hc-light', 'dark'] as const) {
    await workbench.setTheme(theme);
    await page.locator(`body[data-vscode-theme-id="${themes[theme]}"]`).waitFor();
    for (const [place, id] of ['verdict', 'findings', 'keys', 'chart-prefixes', 'facts'].entries()) {
      await scrollTo(page, id);
      await ctx.screenshot(workbench, `5-${theme}-${String(place)}`);
    }
    assert.deepEqual(await axeViolations(await frameOf(page)), [], theme);
  }
  await client.call('DEBUG', 'POPULATE', '30000', 'bulk', '50');
  await partly(page);
  await ctx.screenshot(workbench, '6-partly');
  await narrow(ctx, workbench, page);
  const all = await page.locator('html').innerHTML();
  assert.ok(all.includes('user:') && !all.includes(VALUE));
  await exported(workbench, page);
  await outOfReach(workbench);
  assert.deepEqual(violations, []);
}

/** A way to what cannot be reached is offered where the check says that it cannot. */
async function outOfReach(workbench: Workbench): Promise<void> {
  const row = workbench.tree('Endpoints').row('far');
  await workbench.menu.choose(row, 'Check Compatibility…');
  await workbench.quickInput.pick('No Target Yet');
  const page = workbench.webview();
  await page.getByRole('heading', { name: 'Could not connect to far' }).waitFor();
  await page.getByRole('button', { name: 'Set Up a Tunnel…' }).click();
  await workbench.quickInput.waitFor();
  assert.match(await workbench.quickInput.title(), /^Set Up a Tunnel to far/);
  await workbench.quickInput.cancel();
}

/** The routes side by side, each refusal leading to what shows it. */
async function routes(page: FrameLocator): Promise<void> {
  const online = page.getByRole('row', { name: /^Online migration \(AWS\) Blocked/ });
  await page
    .getByRole('row', { name: /^Copy \(ours\) Recommended Ready .*hashes will lose field TTLs/ })
    .waitFor();
  const fold = page.getByRole('button', { name: '6 routes are blocked' });
  assert.equal(await fold.getAttribute('aria-expanded'), 'false');
  assert.equal(await online.isVisible(), false, 'what cannot be taken stands beneath one row');
  await fold.press('Enter');
  assert.equal(await fold.getAttribute('aria-expanded'), 'true');
  await online.getByRole('button', { name: /refuses every plain RESTORE/ }).click();
  const finding = page.locator('.finding').filter({ has: page.locator('#finding-rdb\\.version') });
  assert.match(await finding.innerText(), /the source writes RDB version 12, the target 11/i);
  await focused(page, 'finding-rdb.version');
  await page.getByText('How to take it: Copy (ours)').click();
  await page.getByRole('button', { name: 'Copy Steps: Copy (ours)' }).waitFor();
}

async function charts(page: FrameLocator): Promise<void> {
  const figures = page.locator('figure');
  assert.deepEqual(await page.locator('figure h3').allInnerTexts(), [
    'Kinds of keys',
    'Sizes',
    'Expiry',
    'Largest keys',
    'Beginnings of names',
  ]);
  for (const [index, figure] of (await figures.all()).entries()) {
    await figure.scrollIntoViewIfNeeded();
    await eventually(async () => {
      assert.ok((await coloursDrawn(page, index)) > 2, await figure.locator('h3').innerText());
    });
    await figure.getByText('As a table').click();
    assert.ok((await figure.locator('tbody tr').count()) > 0);
    await figure.getByText('As a table').click();
  }
}

async function findings(workbench: Workbench, page: FrameLocator): Promise<void> {
  const shown = page.locator('.filters p');
  const [all] = /\d+/.exec(await shown.innerText()) ?? [];
  await page.getByLabel('Route', { exact: true }).selectOption('Online migration (AWS)');
  await page.getByLabel('Severity', { exact: true }).selectOption('info');
  await eventually(async () => {
    assert.match(await shown.innerText(), new RegExp(`^\\d+ of ${String(all)}\\.$`));
  });
  await page.locator('#finding-rdb\\.version').waitFor();
  assert.equal(await page.locator('.finding-warning').count(), 0);
  await page.getByLabel('Route', { exact: true }).selectOption('');
  await page.getByLabel('Severity', { exact: true }).selectOption('warning');
  await page.getByRole('button', { name: /^Copy Fix: Up to \d+ hashes/ }).click();
  await page.getByText('Copied', { exact: true }).waitFor();
  // The editor writes to the clipboard in its own time.
  await eventually(async () => {
    const copied = await workbench.page.evaluate('navigator.clipboard.readText()');
    assert.match(String(copied), /^Up to \d+ hashes will lose field TTLs.*: Choose a target that has them/);
  });
}

/** One finding is looked at again, and what else has changed is said. */
async function checkAgain(page: FrameLocator, change: () => Promise<void>): Promise<void> {
  await change();
  await page.getByRole('button', { name: /^Check Again: Up to \d+ hashes/ }).click();
  await page.getByText(/^Not found in the check before: The target already holds 1 key/).waitFor();
  await focused(page, 'finding-hash.fieldTtl');
  assert.equal(
    await page.getByLabel('Severity', { exact: true }).inputValue(),
    'warning',
    'what was chosen to be seen stays',
  );
  await page.getByRole('button', { name: /^Choose What to Do with Existing Keys…/ }).waitFor();
  await page.getByRole('row', { name: /^Online migration \(AWS\) Blocked/ }).waitFor();
  await page.getByLabel('Severity', { exact: true }).selectOption('');
}

/** Of more keys than are looked at, every share says how far it may be off. */
async function partly(page: FrameLocator): Promise<void> {
  await page.locator('.actions').getByText('Check Again').click();
  // Some 20,000, or as many as a slow machine looks at in ten seconds.
  const said = page.getByText(/^From a look at [\d,]+ of 33,\d{3} keys\. What stands behind ±/);
  const [, looked = ''] = /at ([\d,]+) of/.exec(await said.innerText()) ?? [];
  assert.ok(Number(looked.replace(',', '')) < 30_000, looked);
  const kinds = page.locator('figure').first();
  await kinds.getByText('As a table').click();
  await kinds.getByRole('row', { name: /^string [\d,]+ \d\d\.\d % ± \d\.\d / }).waitFor();
  await scrollTo(page, 'keys');
}

/** As narrow as a side by side at 200 %: nothing is cut off, whatever is scrolled within its own frame. */
async function narrow(ctx: E2eContext, workbench: Workbench, page: FrameLocator): Promise<void> {
  const size = workbench.page.viewportSize();
  assert.ok(size !== null);
  await workbench.commands.run('View: Toggle Primary Side Bar Visibility');
  await workbench.page.setViewportSize({ width: 480, height: 900 });
  for (const [place, id] of ['verdict', 'findings', 'keys'].entries()) {
    await scrollTo(page, id);
    await ctx.screenshot(workbench, `7-narrow-${String(place)}`);
  }
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  const over = Number(await (await frameOf(page)).evaluate(overflow));
  assert.ok(over <= 0, `${String(over)} pixels stand out`);
  await keyboard(workbench, page);
  await workbench.page.setViewportSize(size);
  await workbench.commands.run('View: Toggle Primary Side Bar Visibility');
}

/** Everything that can be used is reached by Tab alone, and used by Enter. */
async function keyboard(workbench: Workbench, page: FrameLocator): Promise<void> {
  const frame = await frameOf(page);
  await frame.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false; })");
  await frame.evaluate("document.querySelector('h1').tabIndex = -1; document.querySelector('h1').focus()");
  const reached: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await workbench.page.keyboard.press('Tab');
    const place = String(await frame.evaluate('document.activeElement.textContent.trim().slice(0, 40)'));
    reached.push(place);
    if (/^(How to take it|What to know first|As a table: Kinds)/.test(place)) {
      await workbench.page.keyboard.press('Enter');
    }
    if (place === 'Copy Data…') break;
  }
  const text = reached.join('\n');
  for (const wanted of [
    'Copy Steps',
    'Copy Fix',
    'valkey.io/',
    'As a table: Sizes',
    'Export JSON',
    'Copy Data…',
  ]) {
    assert.ok(
      reached.some((place) => place.startsWith(wanted)),
      `${wanted} is not among\n${text}`,
    );
  }
  await page
    .locator('figure')
    .first()
    .getByRole('row', { name: /^string / })
    .waitFor();
}

async function exported(workbench: Workbench, page: FrameLocator): Promise<void> {
  await page.getByText('Export JSON').click();
  await workbench.page.getByText('"status"').waitFor();
}

async function scrollTo(page: FrameLocator, id: string): Promise<void> {
  await (await frameOf(page)).evaluate(`document.getElementById('${id}').scrollIntoView()`);
}

async function focused(page: FrameLocator, id: string): Promise<void> {
  await eventually(async () => {
    assert.equal(await (await frameOf(page)).evaluate('document.activeElement.id'), id);
  });
}

async function frameOf(page: FrameLocator): Promise<Frame> {
  const handle = await page.locator('#page').elementHandle();
  const frame = await handle.ownerFrame();
  assert.ok(frame);
  return frame;
}

/** How many colours there are in the picture of a canvas. */
async function coloursDrawn(page: FrameLocator, index: number): Promise<number> {
  const script = `(() => {
    const canvas = document.querySelectorAll('canvas')[${String(index)}];
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  })()`;
  return Number(await (await frameOf(page)).evaluate(script));
}
