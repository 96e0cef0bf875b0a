import type { E2eContext } from './e2eContext';

export const name = 'VS Code opens with the extension in it';

export async function run(ctx: E2eContext): Promise<void> {
  const { workbench } = await ctx.start();
  await workbench.openContainer('ElastiCache Migrator');
  await ctx.screenshot(workbench, 'container');
}
