import assert from 'node:assert/strict';
import type { Workbench } from '../lab/code/workbench/workbench';
import { packageExtension } from '../package/packageExtension';
import { answerEndpoint } from './answerEndpoint';
import type { EndpointAnswers } from './answerEndpoint';
import type { E2eContext } from './e2eContext';
import { eventually } from './eventually';
import { MigrationPage } from './migrationPage';
import { startOrders } from './startOrders';

export const name =
  'A migration from an empty window to verified data: Redis 8.0 cluster into Valkey 8.1, reloaded at the routes and in the run';
export const timeoutMs = 15 * 60_000;

/** At 5,000 a second a copy takes twelve seconds, so that the window can be reloaded meanwhile. */
const KEYS = 60_000;
const PASSWORD = 'correct horse battery staple';
/** A window begins anew, its extension host too: that is longest on a machine that is busy with something else. */
const RELOADED_MS = 120_000;
/** What a window keeps of the page. */
const KEPT = /elasticacheMigrator\.wizard.*\bmigration\b/s;

export async function run(ctx: E2eContext): Promise<void> {
  const vsix = packageExtension();
  const { source, target, targetServer } = await startOrders(ctx, { keys: KEYS, sourcePassword: PASSWORD });
  const { workbench } = await ctx.start({ vsix: [await vsix] });
  const violations: string[] = [];
  workbench.page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await workbench.openContainer('ElastiCache Migrator');
  await workbench.commands.run('ElastiCache Migrator: New Migration…');
  const page = new MigrationPage(workbench);
  await page.heading('Source and target');

  await chooseEnd(workbench, page, 'Source', source);
  await chooseEnd(workbench, page, 'Target', target);
  await page.says(/redis 8\.0\.\d+ · cluster · 60 k keys/);
  await page.says('Data goes from orders-redis, a cluster, into orders-valkey');
  await page.look(ctx, '1-ends');

  await page.press('Continue');
  await page.heading(/^A copy can start/);
  await page.look(ctx, '2-check');

  await page.press('Continue');
  await page.heading('Route and plan');
  await page.says('Recommended: Copy (ours).');
  await page.says('60,000 of 60,000 keys');
  await page.content.getByLabel('If the target holds a key already').selectOption('skip');
  await page.says('Keys that the target holds stay as they are.');
  await page.content.getByLabel('Pace').selectOption('At most 5,000 keys a second');
  await page.says('Gentle to a busy source, and slower.');
  await page.press('Rehearse');
  await page.content
    .locator('#rehearsal', { hasText: /^Rehearsed with 10,000 keys: .* keys\/s were read and converted/ })
    .waitFor({ timeout: 60_000 });
  await workbench.notifications.clear();
  await blockedRoutes(page);
  await page.look(ctx, '3-route');

  // The day and the time in `Checked 3 min ago (Nov 21, 2026, 11:15:08 PM).`
  const checkedAt = async (): Promise<string | undefined> =>
    /\d{4}, \d+:\d\d:\d\d/.exec(await page.content.locator('.status').first().innerText())?.[0];
  const before = await checkedAt();
  assert.ok(before !== undefined);
  await workbench.reload(KEPT);
  await page.heading('Route and plan', RELOADED_MS);
  await page.says('Recommended: Copy (ours).');
  assert.equal(await checkedAt(), before, 'the check of before the reload is shown, and none is made anew');
  assert.equal(await page.content.getByLabel('If the target holds a key already').inputValue(), 'skip');
  await page.content.locator('#rehearsal', { hasText: /^Rehearsed with/ }).waitFor();

  await page.press('Continue');
  await page.heading('Copy orders-redis into orders-valkey');
  await page.press('Start…');
  const { message } = await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  assert.match(message, /It holds no keys/);
  await workbench.dialog.press('Copy');
  await page.heading('Copying');
  await page.says(/[\d,]+ of 60,000 keys/);
  await page.press('Pause');
  await page.heading('Paused');
  await page.look(ctx, '4-run');
  await page.heading('Paused');
  const copied = async (): Promise<string> =>
    await page.content
      .getByText(/[\d,]+ of 60,000 keys/)
      .first()
      .innerText();
  const atPause = await copied();
  await page.press('Resume');
  await page.heading('Copying');
  await eventually(async () => {
    assert.notEqual(await copied(), atPause);
  });

  await workbench.reload(KEPT);
  await page.heading('The run was interrupted', RELOADED_MS);
  await ctx.screenshot(workbench, '4b-interrupted');
  await page.press('Resume');
  await page.heading(/^Done · 60,000 keys in .* 0 differences$/, 90_000);
  await workbench.notifications.clear();
  await page.look(ctx, '4c-done');

  await page.press('Continue');
  await page.heading('Both ends are equal');
  const client = await targetServer.client();
  await client.set('key:7', 'another');
  await client.del('key:8');
  await page.press('Verify Again');
  await page.heading('2 differences between the two ends', 60_000);
  await page.content.getByText('Missing in the target: 1').click();
  await page.content.getByRole('rowheader', { name: 'key:8' }).waitFor();
  await page.look(ctx, '5-verify');
  await page.press('Repair…');
  await workbench.dialog.waitFor('Copy what is missing from orders-redis into orders-valkey again?');
  await workbench.dialog.press('Repair');
  // What the target holds was to be left as it is.
  await page.heading('1 difference between the two ends', 60_000);
  assert.deepEqual(await client.mget('key:7', 'key:8'), ['another', 'value:8']);
  await client.set('key:7', 'value:7');
  await page.press('Verify Again');
  await page.heading('Both ends are equal', 60_000);

  await page.press('Continue');
  await page.heading('Cut over and after');
  await page.press('Check the Gates');
  await page.says(/^No command changed keys in/, 30_000);
  await page.says(/^Verified in full, .*\.$/);
  await page.content.getByText('Python: redis-py').click();
  await page.says('from redis import Redis');
  await page.look(ctx, '6-cut-over');

  assert.equal(await client.dbsize(), KEYS);
  assert.deepEqual(violations, []);
  assert.ok(
    !(await page.content.locator('html').innerHTML()).includes(PASSWORD),
    'the page holds the password',
  );
}

/** They leave the settings of the copy in sight, and open where they are asked for. */
async function blockedRoutes(page: MigrationPage): Promise<void> {
  const fold = page.content.getByRole('button', { name: '6 routes are blocked' });
  const online = page.content.getByRole('row', { name: /^Online migration \(AWS\) Blocked .*refuses every/ });
  const settings = await page.content.getByRole('heading', { name: 'How', exact: true }).boundingBox();
  const bar = await page.content.getByRole('group', { name: 'Actions' }).boundingBox();
  assert.ok(
    settings !== null && bar !== null && settings.y < bar.y,
    'the settings stand below the first screen',
  );
  await fold.click();
  await online.waitFor();
  // What is drawn anew stays open.
  await page.content.getByLabel('What differs then').selectOption('on');
  await page.says(
    'And compared once more. Keys that only the target holds stay, and so do those that it held already where they are to be left.',
  );
  assert.equal(await online.isVisible(), true);
  await page.content.getByLabel('What differs then').selectOption('off');
  await page.says('Nothing is written beside the copy.');
  await fold.press('Enter');
  await online.waitFor({ state: 'hidden' });
}

async function chooseEnd(
  { quickInput }: Workbench,
  page: MigrationPage,
  end: 'Source' | 'Target',
  answers: EndpointAnswers,
): Promise<void> {
  await page.content.getByText(`Choose ${end}…`).click();
  await quickInput.waitFor(
    end === 'Source' ? 'Migrate from which endpoint?' : 'Migrate into which endpoint?',
  );
  await quickInput.pick('Add Endpoint…');
  await answerEndpoint(quickInput, answers);
  await page.end(end).getByText(answers.name).waitFor();
}
