import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENDPOINTS_VARIABLE } from '../../src/node/environmentEndpoints';
import type { Workbench } from '../lab/code/workbench/workbench';
import { fillDataset } from '../lab/dataset/fillDataset';
import { startServer } from '../lab/servers/startServer';
import type { E2eContext } from './e2eContext';
import { eventually } from './eventually';
import { layoutFlaws } from './layoutFlaws';
import { MigrationPage } from './migrationPage';

export const name =
  'A migration at 200 % and in a panel of 480 pixels: nothing is cut off, covered or moving; its report is saved; its way back begins';

const KEYS = 2_000;
/** A window of 1440 x 900 at 200 % has half of each; the activity bar takes 48 of the narrow one. */
const SIZES = { '200-percent': { width: 720, height: 450 }, narrow: { width: 528, height: 900 } } as const;
const USUAL = { width: 1440, height: 900 };

export async function run(ctx: E2eContext): Promise<void> {
  const [source, target] = await Promise.all([
    startServer({ server: 'redis-8.0' }),
    startServer({ server: 'valkey-8.1' }),
  ]);
  ctx.cleanup(() => source.stop());
  ctx.cleanup(() => target.stop());
  await fillDataset(await source.client(), { seed: 'narrow', keys: KEYS });
  const { workbench } = await ctx.start({
    env: { [ENDPOINTS_VARIABLE]: `orders-redis=${source.url} orders-valkey=${target.url}` },
    // That of the system is what is looked at.
    settings: { 'workbench.reduceMotion': 'off' },
  });
  const { quickInput, notifications, page: window } = workbench;
  const page = new MigrationPage(workbench);
  await workbench.commands.run('View: Toggle Primary Side Bar Visibility');
  await workbench.commands.run('ElastiCache Migrator: New Migration…');
  await page.heading('Source and target');
  for (const [end, label] of [['Source', 'orders-redis'] as const, ['Target', 'orders-valkey'] as const]) {
    await page.content.getByText(`Choose ${end}…`).click();
    await quickInput.waitFor(end === 'Source' ? 'Migrate from' : 'Migrate into');
    await quickInput.pick(label);
    await page.end(end).getByText(label).waitFor();
  }
  await page.says(/redis 8\.0\.\d+ · 2 k keys/);
  assert.notEqual(await motionOf(page), 'none', 'nothing ever moves here, so that nothing can stand still');
  await window.emulateMedia({ reducedMotion: 'reduce' });
  await eventually(async () => {
    assert.equal(await motionOf(page), 'none');
  });
  await look(ctx, workbench, page, '1-ends');

  await page.press('Continue');
  await page.heading(/^A copy can start/);
  await look(ctx, workbench, page, '2-check');
  await page.press('Continue');
  await page.says('Recommended: Copy (ours).');
  await look(ctx, workbench, page, '3-route');
  await page.press('Continue');
  await page.press('Start…');
  await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  await workbench.dialog.press('Copy');
  await page.heading(
    /^Done, with losses · [\d,]+ keys in .* · \d+ hashes lost field TTLs · 0 differences$/,
    60_000,
  );
  await notifications.clear();
  await look(ctx, workbench, page, '4-run');
  await page.press('Continue');
  await (await target.client()).flushall();
  await page.press('Verify Again');
  await page.heading('2,000 differences between the two ends', 60_000);
  await page.content.locator('summary').first().click();
  await look(ctx, workbench, page, '5-verify');
  await page.press('Continue');
  await page.press('Check the Gates');
  await page.says(/^No command changed keys in/, 30_000);
  await page.content.getByText('Python: redis-py').click();
  await page.says('from redis import Redis');
  await look(ctx, workbench, page, '6-cut-over');

  const markdown = join(ctx.workspaceFolder, 'orders-redis to orders-valkey.md');
  await save(workbench, page, 'Save Report…', markdown);
  await workbench.editorTab('orders-redis to orders-valkey.md').waitFor();
  assert.match(await readFile(markdown, 'utf8'), /^# Migration of orders.*redis to orders.*valkey/);
  await page.returnTo();
  const json = join(ctx.workspaceFolder, 'mine.json');
  await save(workbench, page, 'Save Report as JSON…', json);
  await workbench.editorTab('mine.json').waitFor();
  assert.equal(typeof JSON.parse(await readFile(json, 'utf8')), 'object');
  await page.returnTo();

  await page.press('Begin Way Back…');
  await page.says(/^Data goes from orders-valkey.* into orders-redis/);
  await workbench.editorTab('Migrate: orders-valkey → orders-redis').waitFor();
  await workbench.editorTab('Migrate: orders-redis → orders-valkey').waitFor();
}

/** Pictures in both sizes, from the top and the end of the page, and what is wrong with them. */
async function look(ctx: E2eContext, workbench: Workbench, page: MigrationPage, step: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await workbench.page.setViewportSize(viewport);
    const frame = await page.frame();
    // Asked again and again from here: the page's own policy forbids to wait in it.
    await eventually(async () => {
      assert.ok((await frame.evaluate<number>('innerWidth')) < viewport.width);
    });
    await ctx.screenshot(workbench, `${step}-${size}`);
    // The page lays itself out anew a moment after the window has another size.
    await eventually(async () => {
      assert.deepEqual(await layoutFlaws(frame), [], `${step} at ${size}`);
      assert.equal(await frame.evaluate('document.getAnimations().length'), 0, `something moves in ${step}`);
    });
    await frame.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await ctx.screenshot(workbench, `${step}-${size}-end`);
    await frame.evaluate('scrollTo(0, 0)');
  }
  await workbench.page.setViewportSize(USUAL);
}

/** How what stands for the unknown would move, if it stood there now. */
async function motionOf(page: MigrationPage): Promise<string> {
  const frame = await page.frame();
  return await frame.evaluate<string>(`(() => {
    const bone = document.body.appendChild(document.createElement('div'));
    bone.className = 'bone';
    const { animationName } = getComputedStyle(bone);
    bone.remove();
    return animationName;
  })()`);
}

/** The editor's own question for a place, answered with a path once it proposes one: that comes a moment later. */
async function save({ quickInput }: Workbench, page: MigrationPage, label: string, path: string) {
  await page.press(label);
  await quickInput.waitFor('Save Report');
  await eventually(async () => {
    assert.ok((await quickInput.value()).includes('orders-redis to orders-valkey.'));
  });
  await quickInput.fill(path);
  await quickInput.box.waitFor({ state: 'hidden' });
}
