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
    await target.click({ button: 'right' });
    await this.#items.first().waitFor();
    const labels = await this.#items.locator('.action-label').allInnerTexts();
    return labels.map((label) => label.trim()).filter((label) => label !== '');
  }

  /** Opens the menu of `target` and chooses an item; with more than one name the ones before are submenus. */
  async choose(target: Locator, ...path: readonly string[]): Promise<void> {
    await this.open(target);
    for (const name of path) {
      const label = this.#page.locator('.action-label').filter({ hasText: exactly(name) });
      const item = this.#items.filter({ has: label }).last();
      // A menu takes a click in its first moments for the end of the click that opened it; the Enter key counts at once.
      await item.hover();
      await item.press('Enter');
    }
  }

  /** Closes the menu without a choice. */
  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#items.first().waitFor({ state: 'hidden' });
  }
}
