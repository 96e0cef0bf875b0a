import assert from 'node:assert/strict';
import { SETTINGS } from '../../src/app/ids';
import { ENDPOINTS_VARIABLE } from '../../src/node/environmentEndpoints';
import type { Workbench } from '../lab/code/workbench/workbench';
import { fillDataset } from '../lab/dataset/fillDataset';
import type { RunningServer } from '../lab/servers/runningServer';
import { startServer } from '../lab/servers/startServer';
import type { E2eContext } from './e2eContext';

export const name =
  'Choose options, pause and go on, lose the window, resume in the next, discard another run';

const DATASET = 2_000;
const SMALL = 100_000;
/** Without the 11 keys that are left behind: small:4242 and small:42420 to small:42429. */
const COPIED = DATASET + SMALL - 11;
/** A copy takes some seventeen seconds, so that all this can happen meanwhile. */
const KEYS_PER_SECOND = 6_000;
const RUN = 'orders-redis → orders-valkey';
const THEMES = ['light', 'hc-dark', 'dark'] as const;

export async function run(ctx: E2eContext): Promise<void> {
  const { source, target } = await startServers(ctx);
  const { workbench } = await ctx.start({
    env: { [ENDPOINTS_VARIABLE]: `orders-redis=${source.url} orders-valkey=${target.url}` },
    settings: { [`${SETTINGS.section}.${SETTINGS.rateKeys}`]: KEYS_PER_SECOND },
  });
  await workbench.openContainer('ElastiCache Migrator');
  await workbench
    .tree('Endpoints')
    .row('orders-redis')
    .getByText(/redis 8\.0\.\d+ · 102 k keys/)
    .waitFor();

  await chooseOptions(ctx, workbench);
  const { detail } = await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  assert.match(detail, /No keys that match small:4242\*\./);
  assert.match(detail, /At most 6,000 keys a second\./);
  await workbench.dialog.press('Copy');

  const migrations = workbench.tree('Migrations');
  await workbench.statusBar.waitFor(/\d+ % · .*keys\/s/);
  await pause(workbench);
  await workbench.notifications.waitFor(/Paused · \d+ %/);
  const atPause = await settledKeys(target);
  for (const theme of THEMES) {
    await workbench.setTheme(theme);
    await ctx.screenshot(workbench, `2-paused-${theme}`);
  }
  assert.equal(await heldKeys(target), atPause, 'keys arrive while the copy is paused');
  await workbench.commands.run('ElastiCache Migrator: Resume Run');
  await workbench.quickInput.waitFor('Which run do you want to resume?');
  await workbench.quickInput.pick(RUN);
  await workbench.statusBar.waitFor(/\d+ % · .*keys\/s/);

  await workbench.reload();
  await workbench.openContainer('ElastiCache Migrator');
  const told = await workbench.notifications.waitFor(
    /^The copy of orders-redis into orders-valkey was interrupted\. At least [\d,]+ keys had been copied\.$/,
    // The window begins anew, its extension host too.
    120_000,
  );
  assert.deepEqual(told.buttons, ['Resume', 'Show Run']);
  await migrations
    .row(RUN)
    .getByText(/^interrupted · at least [\d,]+ keys copied · /)
    .waitFor();
  assert.ok((await heldKeys(target)) < COPIED, 'nothing was left to be resumed');
  await migrations.expand(RUN);
  for (const theme of THEMES) {
    await workbench.setTheme(theme);
    await migrations.row(RUN).hover();
    await ctx.screenshot(workbench, `3-interrupted-${theme}`);
  }
  const items = await workbench.menu.open(migrations.row(RUN));
  assert.deepEqual(items, ['Open Migration', 'Resume Run', 'Discard Run']);
  await ctx.screenshot(workbench, '4-menu');
  await workbench.menu.close();
  await migrations.pressInline(RUN, 'Resume Run');
  const done = await workbench.notifications.waitFor(/^Copied 101,989 keys from orders-redis/, 60_000);
  assert.match(done.message, /hashes lost field TTLs/);
  assert.equal(await heldKeys(target), COPIED);
  await ctx.screenshot(workbench, '5-resumed');
  await workbench.notifications.clear();

  await workbench.menu.choose(workbench.tree('Endpoints').row('orders-redis'), 'Copy Data…');
  await workbench.quickInput.waitFor('Copy into which endpoint?');
  await workbench.quickInput.pick('orders-valkey');
  await workbench.quickInput.waitFor('What if the target already holds a key?');
  await workbench.quickInput.pick('Replace');
  const again = await workbench.dialog.waitFor();
  assert.match(again.detail, /At most 6,000 keys a second\./, 'a setting was lost');
  await workbench.dialog.press('Copy');
  await workbench.notifications.waitFor(/\d+ % · [\d,]+ of/);
  await workbench.notifications.press(/\d+ % · [\d,]+ of/, 'Cancel');
  const stopped = await workbench.notifications.waitFor(/^Stopped\./);
  assert.deepEqual(stopped.buttons, ['Resume', 'Open Report']);
  await migrations.row(RUN).getByText('can be resumed').waitFor();
  await workbench.notifications.clear();
  await workbench.menu.choose(migrations.row(RUN), 'Discard Run');
  await workbench.dialog.waitFor(`Discard the interrupted copy ${RUN}?`);
  await ctx.screenshot(workbench, '6-discard');
  await workbench.dialog.press('Discard');
  await migrations.row(RUN).getByText('can be resumed').waitFor({ state: 'hidden' });
}

async function startServers(ctx: E2eContext): Promise<{ source: RunningServer; target: RunningServer }> {
  const source = await startServer({ server: 'redis-8.0', debugCommand: true });
  ctx.cleanup(() => source.stop());
  const target = await startServer({ server: 'valkey-8.1' });
  ctx.cleanup(() => target.stop());
  const filler = await source.client();
  await fillDataset(filler, { seed: 'resume', keys: DATASET });
  await filler.call('DEBUG', 'POPULATE', String(SMALL), 'small', '100');
  return { source, target };
}

/** By the button of the row. While that is painted anew the editor knows no row, and it is asked which run is meant. */
async function pause(workbench: Workbench): Promise<void> {
  await workbench.tree('Migrations').pressInline(RUN, 'Pause Run');
  const paused = workbench.statusBar.item(/paused · \d+ %/);
  await paused.or(workbench.quickInput.row(RUN)).first().waitFor();
  if ((await paused.count()) === 0) await workbench.quickInput.pick(RUN);
  await paused.waitFor();
}

/** The copy's questions, with a look at its options. */
async function chooseOptions(ctx: E2eContext, workbench: Workbench): Promise<void> {
  const { quickInput } = workbench;
  await workbench.menu.choose(workbench.tree('Endpoints').row('orders-redis'), 'Copy Data…');
  await quickInput.waitFor('Copy into which endpoint?');
  await quickInput.pick('orders-valkey');
  await quickInput.waitFor('What if the target already holds a key?');
  await quickInput.pick('Options…');
  await quickInput.waitFor('For this copy only');
  await quickInput.pick('Exclude');
  await quickInput.waitFor('No keys that match one of these patterns');
  await quickInput.fill('small:4242*');
  await quickInput.waitFor('For this copy only');
  await quickInput.box.getByText('small:4242*').waitFor();
  await ctx.screenshot(workbench, '1-options');
  await quickInput.pick('Done');
  await quickInput.waitFor('What if the target already holds a key?');
  await quickInput.box.getByText('No keys that match small:4242*.').waitFor();
  await ctx.screenshot(workbench, '1-question');
  await quickInput.pick('Replace');
}

async function heldKeys(server: RunningServer): Promise<number> {
  const keyspace = await (await server.client()).info('keyspace');
  return [...keyspace.matchAll(/keys=(\d+)/g)].reduce((sum, [, keys]) => sum + Number(keys), 0);
}

/** What a server holds once what was under way has arrived. */
async function settledKeys(server: RunningServer): Promise<number> {
  for (let before = -1; ;) {
    const held = await heldKeys(server);
    if (held === before) return held;
    before = held;
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}
