import type { Locator } from 'playwright-core';
import type { Workbench } from '../lab/code/workbench/workbench';

/** Rests the pointer on something until the editor tells `text` of it; what is painted anew beneath the pointer tells nothing until that moves. */
export async function hoverOver({ page }: Workbench, what: Locator, text: RegExp): Promise<Locator> {
  const told = page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
  for (let tries = 1; ; tries += 1) {
    await what.hover();
    try {
      await told.waitFor({ timeout: tries < 4 ? 5000 : 15_000 });
      return told;
    } catch (error) {
      if (tries === 4) throw error;
      await page.mouse.move(0, 0);
    }
  }
}
