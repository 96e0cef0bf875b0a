import type { Locator, Page } from 'playwright-core';

/** The bar at the bottom of the window. */
export class StatusBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The item whose text holds `text`, icons left out. */
  item(text: string | RegExp): Locator {
    return this.#page.locator('.statusbar-item:visible').filter({ hasText: text }).first();
  }

  /** Waits for the item whose text holds `text` and returns its whole text. */
  async waitFor(text: string | RegExp, timeoutMs = 15_000): Promise<string> {
    await this.item(text).waitFor({ timeout: timeoutMs });
    return (await this.item(text).innerText()).trim();
  }

  /** The texts of all items, from left to right. */
  async all(): Promise<string[]> {
    const texts = await this.#page.locator('.statusbar-item:visible').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Runs the item's command. */
  async press(text: string | RegExp): Promise<void> {
    await this.item(text).locator('a').first().click();
  }
}
