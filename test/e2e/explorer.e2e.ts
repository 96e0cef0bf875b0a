import assert from 'node:assert/strict';
import type { Workbench } from '../lab/code/workbench/workbench';
import { startServer } from '../lab/servers/startServer';
import type { E2eContext } from './e2eContext';
import { hoverOver } from './hoverOver';
import { REGIONS, startOrdersAccount } from './ordersAccount';

export const name =
  'The caches of an account: shards, nodes, details, figures, a region that refuses; one becomes an endpoint, and is dragged onto';

export async function run(ctx: E2eContext): Promise<void> {
  const source = await startServer({ server: 'redis-8.0' });
  ctx.cleanup(() => source.stop());
  const target = await startServer({ server: 'valkey-8.1' });
  ctx.cleanup(() => target.stop());
  await (await source.client()).set('key:1', 'value');
  const account = await startOrdersAccount(target.port);
  ctx.cleanup(() => account.stop());
  const { workbench } = await ctx.start({
    env: { ...account.env, ELASTICACHE_MIGRATOR_ENDPOINTS: `orders-redis=${source.url}` },
  });
  await workbench.openContainer('ElastiCache Migrator');
  const caches = workbench.tree('ElastiCache');
  await caches.row('orders').waitFor();

  await caches.expand('orders');
  await caches.expand('shard 0001');
  await caches.expand('parameter group');
  await caches.row('maxmemory-policy').waitFor();
  assert.deepEqual(
    (await caches.read()).slice(1, 6).map(({ label, description }) => `${label}: ${description}`),
    [
      'orders: valkey 8.1.0 · 2 shards · r7g.large · TLS',
      'shard 0001: 0-8191 · 2 nodes',
      'orders-0001-001: primary · eu-west-3a',
      'orders-0001-002: replica · eu-west-3b',
      'shard 0002: 8192-16383 · 2 nodes',
    ],
  );
  await makeRoom(workbench);
  await eachTheme(ctx, workbench, '1-cluster');

  await caches.row('sessions').scrollIntoViewIfNeeded();
  await hoverOver(workbench, caches.row('sessions').locator('.label-name'), /CPU of the engine/);
  await ctx.screenshot(workbench, '2-figures');
  await workbench.page.mouse.move(900, 500);

  await selectRegions(workbench);
  await caches.row(REGIONS[1]).getByText('not listed').waitFor();
  await caches.rows.filter({ hasText: /may not use elasticache:Describe\w+\. And 2 more\./ }).waitFor();
  await ctx.screenshot(workbench, '3-refused');

  await caches.expand(REGIONS[0]);
  await workbench.menu.open(caches.row('sessions'));
  await ctx.screenshot(workbench, '4-menu');
  await workbench.menu.close();
  await workbench.menu.choose(caches.row('sessions'), 'Add Cache as Endpoint…');
  const endpoints = workbench.tree('Endpoints');
  await endpoints
    .row('sessions')
    .getByText(/valkey 8\.1/)
    .waitFor();
  await drag(workbench, 'orders-redis', 'sessions');
  const page = workbench.webview();
  await page
    .getByText('Data goes from orders-redis, a single server, into sessions, a single server.')
    .waitFor();
  await eachTheme(ctx, workbench, '5-dragged');
  assert.deepEqual(account.mistakes(), []);
}

/** The other two views are folded, so that the caches have the side bar to themselves. */
async function makeRoom(workbench: Workbench): Promise<void> {
  for (const view of ['Endpoints', 'Migrations']) {
    await workbench.tree(view).pane.locator('.pane-header').click();
  }
}

async function eachTheme(ctx: E2eContext, workbench: Workbench, picture: string): Promise<void> {
  for (const theme of ['light', 'hc-dark', 'dark'] as const) {
    await workbench.setTheme(theme);
    await ctx.screenshot(workbench, `${picture}-${theme}`);
  }
}

async function selectRegions(workbench: Workbench): Promise<void> {
  await workbench.commands.run('ElastiCache Migrator: Select Regions…');
  await workbench.quickInput.waitFor();
  await workbench.quickInput.type(REGIONS[1]);
  // By its name: what stands first may still be of the whole list.
  await workbench.quickInput.pick(REGIONS[1]);
  await workbench.quickInput.ok();
}

/** Takes one endpoint with the mouse, and lets it go upon the other. */
async function drag(workbench: Workbench, from: string, to: string): Promise<void> {
  const endpoints = workbench.tree('Endpoints');
  await endpoints.unfold();
  await endpoints.row(from).dragTo(endpoints.row(to));
}
