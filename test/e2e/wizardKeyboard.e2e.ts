import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { Keyboard } from '../lab/code/workbench/keyboard';
import { packageExtension } from '../package/packageExtension';
import { answerEndpoint } from './answerEndpoint';
import type { E2eContext } from './e2eContext';
import { MigrationPage } from './migrationPage';
import { startOrders } from './startOrders';

export const name =
  'A migration from an empty window to verified data by keyboard alone: Redis 8.0 cluster into Valkey 8.1';

/** At 5,000 a second a copy takes eight seconds, so that it can be paused. */
const KEYS = 40_000;
const RATE = 'limited';

export async function run(ctx: E2eContext): Promise<void> {
  const vsix = packageExtension();
  const { source, target, targetServer } = await startOrders(ctx, {
    keys: KEYS,
    sourcePassword: 'correct horse battery staple',
  });
  const { workbench } = await ctx.start({ vsix: [await vsix] });
  const { context, page: window } = workbench;
  await countMouse(context, window);
  const keyboard = new Keyboard(workbench);
  const page = new MigrationPage(workbench);

  for (const answers of [source, target]) {
    await keyboard.run('ElastiCache Migrator: Add Endpoint…');
    await answerEndpoint(keyboard, answers);
    await workbench.quickInput.box.waitFor({ state: 'hidden' });
  }

  await keyboard.run('ElastiCache Migrator: New Migration…');
  await page.heading('Source and target');
  for (const [end, { name }] of [['Source', source] as const, ['Target', target] as const]) {
    await keyboard.press(page.content.getByText(`Choose ${end}…`));
    await keyboard.waitFor(
      end === 'Source' ? 'Migrate from which endpoint?' : 'Migrate into which endpoint?',
    );
    await keyboard.pick(name);
    await page.end(end).getByText(name).waitFor();
  }
  await page.says('Data goes from orders-redis, a cluster, into orders-valkey');
  await keyboard.press(page.action('Continue'));

  await page.heading(/^A copy can start/);
  await keyboard.press(page.action('Continue'), 'Space');

  await page.heading('Route and plan');
  await page.says('Recommended: Copy (ours).');
  await keyboard.choose(page.content.getByLabel('If the target holds a key already'), 'skip');
  await page.says('Keys that the target holds stay as they are.');
  await keyboard.choose(page.content.getByLabel('Pace'), RATE);
  await keyboard.press(page.action('Continue'));

  await page.heading('Copy orders-redis into orders-valkey');
  await keyboard.press(page.action('Start…'));
  await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  await keyboard.answer('Copy');
  await page.heading('Copying');
  await keyboard.press(page.action('Pause'));
  await page.heading('Paused');
  await ctx.screenshot(workbench, 'paused');
  await keyboard.press(page.action('Resume'), 'Space');
  await page.heading(/^Done · 40,000 keys in .* 0 differences$/, 60_000);
  await keyboard.press(page.action('Continue'));

  await page.heading('Both ends are equal');
  // The tree of endpoints was never opened: the page itself asks what the target holds now.
  await page.says(/valkey 8\.1\.\d+ · 40 k keys/);
  const client = await targetServer.client();
  await client.del('key:8');
  await keyboard.press(page.action('Verify Again'));
  await page.heading('1 difference between the two ends', 60_000);
  await keyboard.press(page.content.locator('summary', { hasText: 'Missing in the target: 1' }));
  await page.content.getByRole('rowheader', { name: 'key:8' }).waitFor();
  await ctx.screenshot(workbench, 'differences');
  await keyboard.press(page.action('Repair…'));
  await workbench.dialog.waitFor('Copy what is missing from orders-redis into orders-valkey again?');
  await keyboard.answer('Repair');
  await page.heading('Both ends are equal', 60_000);
  assert.equal(await client.get('key:8'), 'value:8');
  await keyboard.press(page.action('Continue'));

  await page.heading('Cut over and after');
  await keyboard.press(page.action('Check the Gates'));
  await page.says(/^No command changed keys in/, 30_000);
  await keyboard.press(page.content.locator('summary', { hasText: 'Python: redis-py' }));
  await page.says('from redis import Redis');
  await ctx.screenshot(workbench, 'cut-over');

  assert.equal(await client.dbsize(), KEYS);
  assert.deepEqual(await mouseEvents(window), []);
}

/** As text: this file is checked without the DOM's types. */
const COUNTER = `(() => {
  window.mouse = [];
  for (const type of ['mousedown', 'mouseup', 'pointerdown', 'wheel', 'touchstart']) {
    addEventListener(type, ({ isTrusted }) => isTrusted && window.mouse.push(type), { capture: true });
  }
})()`;

/** Has every frame that is there, or comes, note what a mouse does. */
async function countMouse(context: BrowserContext, window: Page): Promise<void> {
  await context.addInitScript(COUNTER);
  for (const frame of window.frames()) await frame.evaluate(COUNTER);
}

async function mouseEvents(window: Page): Promise<string[]> {
  const events = await Promise.all(
    window.frames().map((frame) => frame.evaluate<string[]>('window.mouse ?? ["not counted"]')),
  );
  return events.flat();
}
