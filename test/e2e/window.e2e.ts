import assert from 'node:assert/strict';
import type { E2eContext } from './e2eContext';
import { eventually } from './eventually';

export const name =
  'VS Code opens with the extension in it, which runs on the remote host, and a walkthrough of five steps';

const STEPS = [
  'Choose the two ends',
  'Check what a migration will meet',
  'Plan and rehearse',
  'Run and verify',
  'Cut over',
];

export async function run(ctx: E2eContext): Promise<void> {
  const { code, workbench } = await ctx.start();
  await workbench.openContainer('ElastiCache Migrator');
  await workbench.tree('Endpoints').pane.getByText('Add Endpoint').first().waitFor();
  // The window is a browser, and the server's extension host, which logs here, is the only one that has a Node.
  const started = /remoteexthost\.log[^]*_doActivateExtension elasticache-migrator\.elasticache-migrator/;
  await eventually(async () => {
    assert.match(await code.logTail(500), started);
  });
  await ctx.screenshot(workbench, 'container');

  await workbench.commands.run('Welcome: Open Walkthrough...');
  await workbench.quickInput.pick('Move data to ElastiCache');
  const steps = workbench.page.locator('.getting-started-step');
  await steps.first().waitFor();
  assert.deepEqual(
    (await steps.locator('.step-title').allInnerTexts()).map((title) => title.trim()),
    STEPS,
  );
  for (const [index, title] of STEPS.entries()) {
    await steps.nth(index).click();
    await workbench.page.locator('.getting-started-step.expanded', { hasText: title }).waitFor();
    await ctx.screenshot(workbench, `walkthrough-${String(index + 1)}`);
  }
  // The button of a step does what the command does.
  await steps.nth(0).click();
  await workbench.page.getByRole('button', { name: 'Add Endpoint' }).last().click();
  await workbench.quickInput.waitFor('Add Endpoint');
  await workbench.quickInput.cancel();
}
