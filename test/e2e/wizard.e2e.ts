import assert from 'node:assert/strict';
import { Cluster } from 'ioredis';
import type { FrameLocator } from 'playwright-core';
import { themes } from '../lab/code/workbench/themes';
import type { Workbench } from '../lab/code/workbench/workbench';
import type { RunningCluster } from '../lab/servers/startCluster';
import { startCluster } from '../lab/servers/startCluster';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';
import { packageExtension } from '../package/packageExtension';
import { axeViolations } from './accessibility';
import type { E2eContext } from './e2eContext';

export const name =
  'A migration from an empty window to verified data: Redis 8.0 cluster into Valkey 8.1, reloaded at the routes and in the run';
export const timeoutMs = 8 * 60_000;

/** At 5,000 a second a copy takes twelve seconds, so that the window can be reloaded meanwhile. */
const KEYS = 60_000;
const PASSWORD = 'correct horse battery staple';
const THEMES = ['light', 'hc-dark', 'dark'] as const;
/** In a browser VS Code saves which editors are open every five seconds, since it may not wait for that on leaving. */
const STATE_SAVED_MS = 8_000;

export async function run(ctx: E2eContext): Promise<void> {
  const source = await startCluster({ server: 'redis-8.0', masters: 3, requirepass: PASSWORD });
  ctx.cleanup(() => source.stop());
  const target = await startServer({ server: 'valkey-8.1' });
  ctx.cleanup(() => target.stop());
  await fill(source);
  const { workbench } = await ctx.start({
    vsix: [await packageExtension()],
  });
  const violations: string[] = [];
  workbench.page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await workbench.openContainer('ElastiCache Migrator');
  await workbench.commands.run('ElastiCache Migrator: New Migration…');
  const page = workbench.webview();
  await page.getByRole('heading', { name: 'Source and target' }).waitFor();

  await chooseEnd(workbench, page, 'Source', {
    address: `127.0.0.1:${String(source.masters[0]?.port)}`,
    name: 'orders-redis',
    password: PASSWORD,
  });
  await chooseEnd(workbench, page, 'Target', { address: target.url, name: 'orders-valkey', password: '' });
  await page
    .getByText(/redis 8\.0\.\d+ · cluster · 60 k keys/)
    .first()
    .waitFor();
  await page.getByText('Data goes from orders-redis, a cluster, into orders-valkey').waitFor();
  await look(ctx, workbench, '1-ends');

  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'Check', exact: false, level: 1 }).waitFor();
  await page.getByRole('heading', { name: /^A copy can start/ }).waitFor();
  await look(ctx, workbench, '2-check');

  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'Route and plan' }).waitFor();
  await page.getByText('Recommended: Copy (ours).').waitFor();
  await page.getByText('60,000 of 60,000 keys').waitFor();
  await page.getByLabel('If the target holds a key already').selectOption('skip');
  await page.getByText('Keys that the target holds stay as they are.').waitFor();
  await page.getByLabel('Pace').selectOption('At most 5,000 keys a second');
  await page.getByText('Gentle to a busy source, and slower.').waitFor();
  await press(page, 'Rehearse');
  await page
    .locator('#rehearsal', { hasText: /^Rehearsed with 10,000 keys: .* keys\/s were read and converted/ })
    .waitFor({ timeout: 60_000 });
  await workbench.notifications.clear();
  await look(ctx, workbench, '3-route');

  await workbench.page.waitForTimeout(STATE_SAVED_MS);
  await workbench.reload();
  const again = workbench.webview();
  await again.getByRole('heading', { name: 'Route and plan' }).waitFor({ timeout: 40_000 });
  await again.getByText('Recommended: Copy (ours).').waitFor();
  assert.equal(await again.getByLabel('If the target holds a key already').inputValue(), 'skip');
  await again.locator('#rehearsal', { hasText: /^Rehearsed with/ }).waitFor();

  await press(again, 'Continue');
  await again.getByRole('heading', { name: 'Copy orders-redis into orders-valkey' }).waitFor();
  await press(again, 'Start…');
  const { message } = await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  assert.match(message, /It holds no keys/);
  await workbench.dialog.press('Copy');
  await again.getByRole('heading', { name: 'Copying' }).waitFor();
  await again
    .getByText(/[\d,]+ of 60,000 keys/)
    .first()
    .waitFor();
  await press(again, 'Pause');
  await again.getByRole('heading', { name: 'Paused' }).waitFor();
  await look(ctx, workbench, '4-run');
  await again.getByRole('heading', { name: 'Paused' }).waitFor();
  await press(again, 'Resume');
  await again.getByRole('heading', { name: 'Copying' }).waitFor();
  await workbench.page.waitForTimeout(1500);

  await workbench.reload();
  const third = workbench.webview();
  await third.getByRole('heading', { name: 'The run was interrupted' }).waitFor({ timeout: 40_000 });
  await ctx.screenshot(workbench, '4b-interrupted');
  await press(third, 'Resume');
  await third
    .getByRole('heading', { name: /^Done · 60,000 keys in .* 0 differences$/ })
    .waitFor({ timeout: 90_000 });
  await workbench.notifications.clear();
  await look(ctx, workbench, '4c-done');

  await press(third, 'Continue');
  await third.getByRole('heading', { name: 'Both ends are equal' }).waitFor();
  await (await target.client()).set('key:7', 'another');
  await (await target.client()).del('key:8');
  await press(third, 'Verify Again');
  await third
    .getByRole('heading', { name: '2 differences between the two ends' })
    .waitFor({ timeout: 60_000 });
  await third.getByText('Missing in the target: 1').click();
  await third.getByRole('rowheader', { name: 'key:8' }).waitFor();
  await look(ctx, workbench, '5-verify');
  await press(third, 'Repair…');
  await workbench.dialog.waitFor('Copy what differs from orders-redis into orders-valkey again?');
  await workbench.dialog.press('Repair');
  await third.getByRole('heading', { name: 'Both ends are equal' }).waitFor({ timeout: 60_000 });
  assert.equal(await (await target.client()).get('key:8'), 'value:8');

  await press(third, 'Continue');
  await third.getByRole('heading', { name: 'Cut over and after' }).waitFor();
  await press(third, 'Check the Gates');
  await third.getByText(/^No command changed keys in/).waitFor({ timeout: 30_000 });
  await third.getByText('Verified in full.').waitFor();
  await third.getByText('Python: redis-py').click();
  await third.getByText('from redis import Redis').waitFor();
  await look(ctx, workbench, '6-cut-over');

  assert.equal(await heldKeys(target), KEYS);
  assert.deepEqual(violations, []);
  assert.ok(!(await third.locator('html').innerHTML()).includes(PASSWORD), 'the page holds the password');
}

/** Pictures of the page in three themes, to be looked at, each of which axe-core has nothing to find in. */
async function look(ctx: E2eContext, workbench: Workbench, step: string): Promise<void> {
  for (const theme of THEMES) {
    await workbench.setTheme(theme);
    await workbench.webview().locator(`body[data-vscode-theme-id="${themes[theme]}"]`).waitFor();
    await ctx.screenshot(workbench, `${step}-${theme}`);
    const handle = await workbench.webview().locator('html').elementHandle();
    const frame = await handle.ownerFrame();
    assert.ok(frame);
    const rules = theme === 'dark' ? 'all' : 'colours';
    assert.deepEqual(await axeViolations(frame, rules), [], `${step} in ${theme}`);
  }
}

async function press(page: FrameLocator, label: string): Promise<void> {
  await page.getByRole('group', { name: 'Actions' }).getByText(label, { exact: true }).click();
}

async function chooseEnd(
  workbench: Workbench,
  page: FrameLocator,
  end: 'Source' | 'Target',
  answers: { readonly address: string; readonly name: string; readonly password: string },
): Promise<void> {
  const { quickInput } = workbench;
  await page.getByText(`Choose ${end}…`).click();
  await quickInput.waitFor(
    end === 'Source' ? 'Migrate from which endpoint?' : 'Migrate into which endpoint?',
  );
  await quickInput.pick('Add Endpoint…');
  await quickInput.waitFor('The address of a Redis or Valkey server');
  await quickInput.fill(answers.address);
  await quickInput.waitFor('What to call it');
  await quickInput.fill(answers.name);
  if (!answers.address.includes('://')) {
    await quickInput.waitFor('Is the connection encrypted?');
    await quickInput.pick('No TLS');
  }
  await quickInput.waitFor('The ACL user');
  await quickInput.fill('');
  await quickInput.waitFor('The password');
  await quickInput.fill(answers.password);
  await quickInput.waitFor('The number of the one database');
  await quickInput.fill('');
  await page.getByRole('group', { name: end }).getByText(answers.name).waitFor();
}

async function fill({ masters }: RunningCluster): Promise<void> {
  const client = new Cluster([{ host: '127.0.0.1', port: masters[0]?.port ?? 0 }], {
    redisOptions: { password: PASSWORD },
  });
  try {
    for (let from = 0; from < KEYS; from += 1000) {
      const sets = Array.from({ length: 1000 }, (_, index) => from + index).map((number) =>
        client.set(`key:${String(number)}`, `value:${String(number)}`),
      );
      await Promise.all(sets);
    }
  } finally {
    client.disconnect();
  }
}

async function heldKeys(target: RunningServer): Promise<number> {
  return await (await target.client()).dbsize();
}
