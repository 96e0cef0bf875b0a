import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { startWebCode } from '../lab/code/web/startWebCode';
import { openWindow } from '../lab/code/workbench/openWorkbench';
import { PLANTED } from '../host/plantedProblems';
import { packagedFiles } from '../package/packageExtension';
import { lens, line, suggestion } from './confEditor';
import { root } from './e2eContext';
import type { E2eContext } from './e2eContext';
import { hoverOver } from './hoverOver';

export const name =
  'redis.conf in a browser alone, by the files that are packaged; nothing else is offered there';

const FILE = 'valkey.conf';

export async function run(ctx: E2eContext): Promise<void> {
  const extensionPath = join(ctx.workspaceFolder, 'packaged');
  for (const path of await packagedFiles()) await cp(join(root, path), join(extensionPath, path));
  const lines = ['# engine: valkey 8.1', ...PLANTED.map(([text]) => text)];
  const code = await startWebCode({ extensionPath, files: { [FILE]: `${lines.join('\n')}\n` } });
  ctx.cleanup(() => code.stop());
  const workbench = await openWindow(code.url, { changeSettings: () => Promise.resolve() });
  ctx.cleanup(() => workbench.close());
  const { page } = workbench;
  // Nothing searches a folder in memory: not by name, but by the tree.
  await workbench.openContainer('Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: FILE }).dblclick();
  await lens(workbench, 'Check against ElastiCache').waitFor();

  await page.keyboard.press('ControlOrMeta+Shift+M');
  const problems = page.locator('.markers-panel .monaco-list-row');
  await problems.filter({ hasText: 'conf.enum' }).first().waitFor();
  await ctx.screenshot(workbench, '1-problems');
  await line(workbench, /^maxmemroy/).click();
  await page.keyboard.press('ControlOrMeta+.');
  const bulb = page.locator('.action-widget .monaco-list-row');
  await bulb.filter({ hasText: 'Write maxmemory' }).first().waitFor();
  await page.keyboard.press('Enter');
  const mended = line(workbench, /^maxmemory.1gb$/);
  await mended.waitFor();
  await hoverOver(workbench, mended.locator('span span').first(), /ElastiCache/);
  await ctx.screenshot(workbench, '2-hover');
  await mended.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('maxmemory-sam');
  await suggestion(workbench, 'maxmemory-samples');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' 7');

  await lens(workbench, 'Convert to Parameter Group…').click();
  await workbench.quickInput.waitFor('What is it to be written as?');
  await workbench.quickInput.pick('Terraform');
  await workbench.quickInput.waitFor('For which family?');
  await workbench.quickInput.pick('valkey9');
  await line(workbench, /aws_elasticache_parameter_group/).waitFor();
  await ctx.screenshot(workbench, '3-parameter-group');

  const containers = page.locator('.part.activitybar').getByRole('tab');
  assert.equal(await containers.filter({ hasText: /ElastiCache/ }).count(), 0);
  assert.equal(await page.locator('.part.activitybar [aria-label*="ElastiCache"]').count(), 0);
  await page.keyboard.press('F1');
  await workbench.quickInput.type('>ElastiCache Migrator');
  await workbench.quickInput.rows.filter({ hasText: 'Set Target Engine' }).first().waitFor();
  await ctx.screenshot(workbench, '4-palette');
  const offered = (await workbench.quickInput.rows.allInnerTexts()).join('\n');
  assert.doesNotMatch(offered, /Endpoint|Copy Data|Check Compatibility|Report|Log/);
}
