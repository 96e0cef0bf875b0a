import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../lab/code/workbench/workbench';
import { startServer } from '../lab/servers/startServer';
import { packageExtension } from '../package/packageExtension';
import { line } from './confEditor';
import type { E2eContext } from './e2eContext';
import { hoverOver } from './hoverOver';

export const name =
  'In a window whose language is Korean, the package speaks Korean: commands, rows, messages and pages';

export async function run(ctx: E2eContext): Promise<void> {
  const source = await startServer({ server: 'redis-8.0' });
  ctx.cleanup(() => source.stop());
  const target = await startServer({ server: 'valkey-8.1' });
  ctx.cleanup(() => target.stop());
  await (await source.client()).set('key:1', 'value');
  await ctx.writeFile('valkey.conf', '# engine: valkey 8.1\nmaxmemroy 1gb\nmaxmemory 1gb\nhz 10s\n');
  const { workbench } = await ctx.start({
    vsix: [await packageExtension()],
    env: {
      ELASTICACHE_MIGRATOR_ENDPOINTS: `orders=${source.url} cache=${target.url} lost=redis://127.0.0.1:1`,
    },
    window: { language: 'ko' },
  });
  await workbench.openContainer('ElastiCache Migrator');
  await workbench.page
    .getByRole('button', { name: /엔드포인트/ })
    .first()
    .waitFor();
  await workbench.page.getByRole('treeitem', { name: /orders.*키 1개/ }).waitFor();
  await workbench.page
    .getByRole('treeitem', { name: /그 포트에서 수신 대기하는 것이 없습니다\. 호스트와 포트를 확인하고/ })
    .waitFor();
  assert.ok(
    (await workbench.commands.find('엔드포인트 추가'))
      .join()
      .includes('ElastiCache Migrator: 엔드포인트 추가…'),
  );

  await workbench.commands.run('ElastiCache Migrator: 실행 일시 중지');
  await workbench.notifications.waitFor('지금 진행 중인 실행이 없습니다.');

  await workbench.commands.run('ElastiCache Migrator: 호환성 검사…');
  await workbench.quickInput.pick('orders');
  await workbench.quickInput.waitFor('orders: 어느 대상에 대해 검사하시겠습니까?');
  await workbench.quickInput.pick('cache');
  const check = workbench.webview();
  await check.getByRole('heading', { name: '호환성 검사' }).waitFor();
  await check.getByRole('heading', { name: /^복사를 시작할 수 있/ }).waitFor();
  await ctx.screenshot(workbench, 'check');
  assert.deepEqual(await englishOn(check), []);
  await workbench.commands.run('View: Close All Editors');
  await lookAtConf(ctx, workbench);

  await workbench.commands.run('ElastiCache Migrator: 새 마이그레이션…');
  const page = workbench.webview();
  await page.getByRole('heading', { name: '원본과 대상' }).waitFor();
  for (const [button, endpoint] of [
    ['원본 선택…', 'orders'],
    ['대상 선택…', 'cache'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await workbench.quickInput.pick(endpoint);
    await page.locator('.end-name', { hasText: endpoint }).first().waitFor();
  }
  await page.getByText('데이터는 orders(단일 서버)에서 cache(단일 서버)(으)로 갑니다.').waitFor();
  await page.getByRole('button', { name: '계속' }).click();
  await page.getByRole('heading', { name: /^복사를 시작할 수 있/ }).waitFor();
  await page.getByRole('button', { name: '계속' }).click();
  await page.getByRole('heading', { name: '경로와 계획' }).waitFor();
  await page.getByText('권장: 복사(자체).').waitFor();
  await ctx.screenshot(workbench, 'wizard');
  assert.equal(await page.locator('html').getAttribute('lang'), 'ko');
  assert.deepEqual(await englishOn(page), []);
  await page.getByRole('button', { name: '계속' }).click();
  await page.getByRole('heading', { name: '실행' }).waitFor();
  assert.deepEqual(await englishOn(page), []);
}

/** Diagnostics, quick fixes and hovers of a redis.conf. */
async function lookAtConf(ctx: E2eContext, workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('valkey.conf');
  await line(workbench, /^maxmemroy/).click();
  await page.keyboard.press('ControlOrMeta+Shift+M');
  const problems = page.locator('.markers-panel .monaco-list-row');
  await problems.filter({ hasText: 'hz은(는) 단위 없는 정수여야 합니다' }).waitFor();
  await line(workbench, /^maxmemroy/).click();
  await page.keyboard.press('ControlOrMeta+.');
  const bulb = page.locator('.action-widget .monaco-list-row');
  await bulb.filter({ hasText: 'maxmemory(으)로 고치기' }).first().waitFor();
  await page.keyboard.press('Escape');
  const word = line(workbench, /^maxmemory.1gb$/)
    .locator('span span')
    .first();
  const hover = await hoverOver(workbench, word, /ElastiCache: 서비스가 관리함/);
  await ctx.screenshot(workbench, 'conf');
  assert.deepEqual(english((await hover.innerText()).split('\n')), []);
  await workbench.commands.run('View: Close All Editors');
  await workbench.commands.run('View: Toggle Panel Visibility');
}

/** Lines of a page that are a sentence in English. */
async function englishOn(page: FrameLocator): Promise<string[]> {
  const lines = (await page.locator('body').innerText()).split('\n');
  assert.ok(lines.length > 20, 'nothing was on the page');
  return english(lines);
}

function english(lines: readonly string[]): string[] {
  return lines.filter((words) => /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(words));
}
