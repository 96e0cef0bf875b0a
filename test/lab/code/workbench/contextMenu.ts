import type { Locator, Page } from 'playwright-core';
import { exactly } from './exactly';

/** The menu that opens at the pointer, or below a view's "More Actions". */
export class ContextMenu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get #items(): Locator {
    return this.#page.locator('.monaco-menu .action-item:not(.disabled) .action-menu-item');
  }

  /** Opens the menu of `target` (a tree row, an editor tab) and returns its items, submenus by their title. */
  async open(target: Locator): Promise<string[]> {
    for (let tries = 1; ; tries += 1) {
      await target.click({ button: 'right' });
      try {
        await this.#items.first().waitFor({ timeout: tries * 3000 });
        break;
      } catch (error) {
        // A row that is painted anew between press and release opens none.
        if (tries === 3) throw error;
      }
    }
    const labels = await this.#items.locator('.action-label').allInnerTexts();
    return labels.map((label) => label.trim()).filter((label) => label !== '');
  }

  /** Opens the menu of `target` and chooses an item; with more than one name the ones before are submenus. */
  async choose(target: Locator, ...path: readonly string[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await this.open(target);
      try {
        for (const name of path) await this.#enter(name, tries * 3000);
        return;
      } catch (error) {
        // Whatever takes the focus just now closes the menu, and a row that moves under the pointer opens another's: nothing
        // was chosen.
        if (tries === 3) throw error;
        while ((await this.#items.count()) > 0) {
          await this.#page.keyboard.press('Escape');
          await this.#page.waitForTimeout(200);
        }
      }
    }
  }

  async #enter(name: string, timeout: number): Promise<void> {
    const label = this.#page.locator('.action-label').filter({ hasText: exactly(name) });
    const item = this.#items.filter({ has: label }).last();
    // A menu takes a click in its first moments for the end of the click that opened it; the Enter key counts at once.
    await item.hover({ timeout });
    await item.press('Enter', { timeout });
  }

  /** Closes the menu without a choice. */
  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#items.first().waitFor({ state: 'hidden' });
  }
}
