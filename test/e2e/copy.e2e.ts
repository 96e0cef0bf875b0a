import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillDataset } from '../lab/dataset/fillDataset';
import type { Workbench } from '../lab/code/workbench/workbench';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';
import { packageExtension } from '../package/packageExtension';
import { answerEndpoint } from './answerEndpoint';
import type { EndpointAnswers } from './answerEndpoint';
import { root } from './e2eContext';
import type { E2eContext } from './e2eContext';

export const name = 'Add two endpoints, copy, stop half-way, copy to the end, read the report';

/** Keys of every kind, and small ones, so that a copy lasts long enough to be stopped. */
const DATASET = 20_000;
const SMALL = 1_000_000;
const KEYS = DATASET + SMALL;
const HELD = 318;
const PASSWORD = 'correct horse battery staple';

export async function run(ctx: E2eContext): Promise<void> {
  const { source, target } = await startServers(ctx);
  const { workbench } = await ctx.start({ vsix: [await packageExtension()] });
  await workbench.openContainer('ElastiCache Migrator');
  await workbench.tree('Endpoints').pane.getByText('Add Endpoint').first().waitFor();
  await ctx.screenshot(workbench, '1-empty');

  await addEndpoint(workbench, {
    address: `127.0.0.1:${String(source.port)}`,
    name: 'orders-redis',
    password: PASSWORD,
  });
  await addEndpoint(workbench, { address: target.url, name: 'orders-valkey', password: '' });
  await workbench
    .tree('Endpoints')
    .row('orders-redis')
    .getByText(/redis 8\.0\.\d+ · 1 M keys/)
    .waitFor();
  await workbench
    .tree('Endpoints')
    .row('orders-valkey')
    .getByText(/valkey 8\.1\.\d+ · 318 keys/)
    .waitFor();
  await ctx.screenshot(workbench, '2-endpoints');

  await chooseCopy(workbench);
  const question = await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  assert.match(JSON.stringify(question), /It holds 318 keys; keys that exist in both will be replaced/);
  await ctx.screenshot(workbench, '3-question');
  await workbench.dialog.press('Copy');

  const progress = /\d+ % · [\d,]+ of 1,020,000 keys/;
  await workbench.notifications.waitFor(progress);
  await workbench.statusBar.waitFor(/\d+ %/);
  await ctx.screenshot(workbench, '4-progress');
  const took = await stopClock(workbench);
  await workbench.notifications.press(progress, 'Cancel');
  const stopped = await workbench.notifications.waitFor('Stopped.');
  const seconds = (await took()) / 1000;
  assert.ok(seconds < 1, `it stopped after ${String(seconds)} s`);
  const copied = Number(
    (/Stopped\. ([\d,]+) of 1,020,000 keys had been copied/.exec(JSON.stringify(stopped))?.[1] ?? '').replace(
      /,/g,
      '',
    ),
  );
  assert.ok(copied > 0 && copied < KEYS, `it says that ${String(copied)} keys had been copied`);
  await assertHeld(target, copied);
  await ctx.screenshot(workbench, '5-stopped');
  await workbench.notifications.clear();

  await chooseCopy(workbench);
  await workbench.dialog.press('Copy');
  const done = await workbench.notifications.waitFor(
    /Copied 1,020,000 keys from orders-redis to orders-valkey/,
    120_000,
  );
  assert.match(JSON.stringify(done), /hashes lost field TTLs/);
  await ctx.screenshot(workbench, '6-done');
  await workbench.notifications.press('Copied', 'Open Report');
  await workbench.editorTab('Preview').waitFor();
  await workbench.webview().getByRole('heading', { name: 'Copy of orders-redis to orders-valkey' }).waitFor();
  await workbench.webview().getByText('hashes lost field TTLs').waitFor();
  await workbench.notifications.clear();
  for (const theme of ['light', 'hc-dark', 'dark'] as const) {
    await workbench.setTheme(theme);
    await ctx.screenshot(workbench, `7-report-${theme}`);
  }

  await chooseCopy(workbench);
  await workbench.dialog.press('Copy');
  await workbench.notifications.waitFor(progress);
  await workbench.statusBar.waitFor(/keys\/s/);
  const picture = await ctx.screenshot(workbench, '8-readme');
  if (process.env['ECM_UPDATE_SCREENSHOT'] !== undefined) {
    await copyFile(picture, join(root, 'media', 'screenshot.png'));
  }
}

/** As text: this file is checked without the DOM's types. */
const STOP_CLOCK = `(() => {
  const { dataset } = document.body;
  addEventListener('click', () => { dataset.clickedAt ??= performance.now(); }, { capture: true });
  const told = () => [...document.querySelectorAll('.notification-list-item-message')];
  new MutationObserver(() => {
    if (told().some(({ textContent }) => textContent.includes('Stopped.'))) dataset.stoppedAt ??= performance.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`;

/**
 * Milliseconds from the next click to the notification that all has stopped, as the page itself has them: the driver may
 * take a while to aim at a moving notification, and to hear of another.
 */
async function stopClock({ page }: Workbench): Promise<() => Promise<number>> {
  await page.evaluate(STOP_CLOCK);
  const at = async (name: string): Promise<number> =>
    Number((await page.locator('body').getAttribute(name)) ?? Number.NaN);
  return async () => (await at('data-stopped-at')) - (await at('data-clicked-at'));
}

async function startServers(ctx: E2eContext): Promise<{ source: RunningServer; target: RunningServer }> {
  const source = await startServer({ server: 'redis-8.0', requirepass: PASSWORD, debugCommand: true });
  ctx.cleanup(() => source.stop());
  const target = await startServer({ server: 'valkey-8.1' });
  ctx.cleanup(() => target.stop());
  const filler = await source.client();
  await fillDataset(filler, { seed: 'e2e', keys: DATASET });
  await filler.call('DEBUG', 'POPULATE', String(SMALL), 'small', '100');
  const client = await target.client();
  const pipeline = client.pipeline();
  for (let index = 0; index < HELD; index++) pipeline.set(`held:${String(index)}`, 'x');
  await pipeline.exec();
  return { source, target };
}

async function addEndpoint(workbench: Workbench, answers: EndpointAnswers): Promise<void> {
  await workbench.commands.run('ElastiCache Migrator: Add Endpoint…');
  await answerEndpoint(workbench.quickInput, answers);
  await workbench.tree('Endpoints').row(answers.name).waitFor();
}

async function chooseCopy(workbench: Workbench): Promise<void> {
  await workbench.menu.choose(workbench.tree('Endpoints').row('orders-redis'), 'Copy Data…');
  await workbench.quickInput.waitFor('Copy into which endpoint?');
  await workbench.quickInput.pick('orders-valkey');
  await workbench.quickInput.waitFor('What if the target already holds a key?');
  await workbench.quickInput.pick('Replace');
  await workbench.dialog.waitFor();
}

/** What the notification said must be what the target holds: all of it, and nothing that came later. */
async function assertHeld(target: RunningServer, copied: number): Promise<void> {
  const client = await target.client();
  const count = async (): Promise<number> => {
    const keyspace = await client.info('keyspace');
    return [...keyspace.matchAll(/keys=(\d+)/g)].reduce((sum, [, keys]) => sum + Number(keys), 0);
  };
  const held = await count();
  assert.equal(held - HELD, copied, 'the target holds another number of keys than was said');
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(await count(), held, 'keys still arrive after the copy was stopped');
}
