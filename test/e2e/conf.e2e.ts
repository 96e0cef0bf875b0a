import assert from 'node:assert/strict';
import { PLANTED } from '../host/plantedProblems';
import { lens, line, suggestion } from './confEditor';
import type { E2eContext } from './e2eContext';
import { hoverOver } from './hoverOver';

export const name =
  'redis.conf: problems, the bulb, hover, completion, ElastiCache by the lens, a parameter group';

const FILE = 'valkey.conf';

export async function run(ctx: E2eContext): Promise<void> {
  const lines = [
    '# engine: valkey 8.1',
    ...PLANTED.map(([line]) => line),
    'appendfilename own.aof',
    'requirepass planted-Zx84-secret',
  ];
  await ctx.writeFile(FILE, `${lines.join('\n')}\n`);
  const { workbench } = await ctx.start();
  await workbench.openFile(FILE);
  const { page } = workbench;
  await lens(workbench, 'Check against ElastiCache').waitFor();

  await page.keyboard.press('ControlOrMeta+Shift+M');
  const problems = page.locator('.markers-panel .monaco-list-row');
  await problems.filter({ hasText: 'conf.enum' }).first().waitFor();
  await workbench.commands.run('View: Toggle Maximized Panel');
  for (const [index, [, rule]] of PLANTED.entries()) {
    const place = `[Ln ${String(index + 2)}, `;
    await problems.filter({ hasText: rule }).filter({ hasText: place }).waitFor();
  }
  await ctx.screenshot(workbench, '1-problems');
  await workbench.commands.run('View: Toggle Maximized Panel');

  await line(workbench, /^maxmemroy/).click();
  await page.keyboard.press('ControlOrMeta+.');
  const bulb = page.locator('.action-widget .monaco-list-row');
  await bulb.filter({ hasText: 'Write maxmemory' }).first().waitFor();
  await ctx.screenshot(workbench, '2-bulb');
  await page.keyboard.press('Enter');
  const mended = line(workbench, /^maxmemory.1gb$/);
  await mended.waitFor();

  await hoverOver(workbench, mended.locator('span span').first(), /ElastiCache: up to the service/);
  await ctx.screenshot(workbench, '3-hover');

  await line(workbench, /^maxmemory.1gb$/).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('maxmemory-sam');
  await suggestion(workbench, 'maxmemory-samples');
  await ctx.screenshot(workbench, '4-completion');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' 7');
  await line(workbench, /^maxmemory-samples.7$/).waitFor();

  await lens(workbench, 'Check against ElastiCache').click();
  await lens(workbench, 'Stop checking against ElastiCache').waitFor();
  // The panel draws no more rows than it has room for.
  const filter = page.getByPlaceholder(/^Filter/);
  await filter.fill('appendfilename');
  await problems.filter({ hasText: 'ElastiCache has nothing for appendfilename' }).waitFor();
  await filter.fill('');
  for (const theme of ['light', 'hc-dark', 'dark'] as const) {
    await workbench.setTheme(theme);
    await ctx.screenshot(workbench, `5-elasticache-${theme}`);
  }
  await lens(workbench, 'Stop checking against ElastiCache').click();
  await lens(workbench, 'Check against ElastiCache').waitFor();

  await lens(workbench, 'Convert to Parameter Group…').click();
  await workbench.quickInput.waitFor('What is it to be written as?');
  await ctx.screenshot(workbench, '6-format');
  await workbench.quickInput.pick('CloudFormation');
  await workbench.quickInput.waitFor('For which family?');
  await workbench.quickInput.pick('valkey9');
  await workbench.editorTab('# Parameter group valkey-conf').waitFor();
  // The editor draws no more lines than it has room for.
  await workbench.commands.run('View: Hide Panel');
  await line(workbench, /Type:.AWS::ElastiCache::ParameterGroup/).waitFor();
  await line(workbench, /maxmemory-samples:.'7'/).waitFor();
  await line(workbench, /line.15,.requirepass:/).waitFor();
  assert.equal(await page.getByText('planted-Zx84').count(), 0);
  await ctx.screenshot(workbench, '7-parameter-group');
}
