import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { HOSTILE } from '../bridge/hostileMessages';
import { fillDataset } from '../lab/dataset/fillDataset';
import { startServer } from '../lab/servers/startServer';
import { answerEndpoint } from './answerEndpoint';
import type { E2eContext } from './e2eContext';
import { eventually } from './eventually';
import { MigrationPage } from './migrationPage';

export const name =
  'A page that was taken over: what it says from within its frame is dropped, it starts nothing alone, and it never hears a secret';

const KEYS = 2_000;
const PASSWORDS = ['correct-horse-battery', 'staple-of-the-target'] as const;

export async function run(ctx: E2eContext): Promise<void> {
  const [source, target] = await Promise.all([
    startServer({ server: 'redis-8.0', requirepass: PASSWORDS[0] }),
    startServer({ server: 'valkey-8.1', requirepass: PASSWORDS[1] }),
  ]);
  ctx.cleanup(() => source.stop());
  ctx.cleanup(() => target.stop());
  await fillDataset(await source.client(), { seed: 'hostile', keys: KEYS });
  const held = await target.client();
  const { code, workbench } = await ctx.start();
  await workbench.context.addInitScript(TAP);
  const { quickInput } = workbench;
  const page = new MigrationPage(workbench);
  for (const [name, { url }, password] of [
    ['orders-redis', source, PASSWORDS[0]] as const,
    ['orders-valkey', target, PASSWORDS[1]] as const,
  ]) {
    await workbench.commands.run('ElastiCache Migrator: Add Endpoint…');
    await answerEndpoint(quickInput, { address: url, name, password });
    await quickInput.box.waitFor({ state: 'hidden' });
  }
  await workbench.commands.run('ElastiCache Migrator: New Migration…');
  await page.heading('Source and target');
  for (const [end, label] of [['Source', 'orders-redis'] as const, ['Target', 'orders-valkey'] as const]) {
    await page.content.getByText(`Choose ${end}…`).click();
    await quickInput.waitFor(end === 'Source' ? 'Migrate from' : 'Migrate into');
    await quickInput.pick(label);
    await page.end(end).getByText(label).waitFor();
  }
  await page.press('Continue');
  await page.heading(/^A copy can start/);
  await page.press('Continue');
  await page.says('Recommended: Copy (ours).');

  const frame = await page.frame();
  for (const message of HOSTILE) await post(frame, message);
  await eventually(async () => {
    const log = await code.logTail(500);
    assert.equal(log.split('a message that is none of ours').length - 1, HOSTILE.length);
    assert.ok(!log.includes('x'.repeat(100)), 'the log repeats what was said');
  });
  await page.says('Recommended: Copy (ours).');

  // What a page of ours does say: it asks the user, in a window that no page can press a button of.
  await post(frame, { type: 'run.start' });
  await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  await ctx.screenshot(workbench, 'asked');
  await workbench.dialog.press('Cancel');
  assert.equal(await held.dbsize(), 0);

  await page.press('Continue');
  await page.press('Start…');
  await workbench.dialog.waitFor('Copy orders-redis into orders-valkey?');
  await workbench.dialog.press('Copy');
  await page.heading(/^Done, with losses/, 60_000);
  const heard = await frame.evaluate<string[]>('window.heard');
  assert.ok(heard.some((message) => message.includes('wizard.show') && message.includes('orders-valkey')));
  const seen = [...heard, await frame.content()];
  for (const password of PASSWORDS) {
    for (const form of [password, Buffer.from(password).toString('base64').slice(0, -4)]) {
      assert.ok(!seen.some((text) => text.includes(form)), `the page heard ${form}`);
    }
  }
}

/** Keeps what the page is told, and the function by which it answers. As text: this file is checked without the DOM's types. */
const TAP = `(() => {
  let acquire;
  Object.defineProperty(window, 'acquireVsCodeApi', {
    configurable: true,
    get: () => acquire,
    // Listeners of before do not outlive the writing of the document.
    set: (own) => {
      acquire = () => (window.tapped = own());
      window.heard = [];
      addEventListener('message', ({ data }) => window.heard.push(JSON.stringify(data)));
    },
  });
})()`;

/** Says something in the page's name, from within its frame. */
async function post(frame: Frame, message: unknown): Promise<void> {
  await frame.evaluate(`window.tapped.postMessage(JSON.parse(${JSON.stringify(JSON.stringify(message))}))`);
}
