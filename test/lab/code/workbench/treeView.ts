import type { Locator, Page } from 'playwright-core';
import { exactly } from './exactly';

/** What a row of a tree shows. */
export interface RowText {
  readonly label: string;
  readonly description: string;
  /** Depth from 1. */
  readonly level: number;
}

/** One view in the side bar, by the name in its header. */
export class TreeView {
  readonly #page: Page;
  readonly #name: string;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.#name = name;
  }

  /** The view with its header. */
  get pane(): Locator {
    const header = this.#page.locator('.pane-header').filter({
      has: this.#page.locator('.title').filter({ hasText: exactly(this.#name) }),
    });
    return this.#page.locator('.pane').filter({ has: header }).first();
  }

  /** The drawn rows. */
  get rows(): Locator {
    return this.pane.locator('.monaco-list-row[role="treeitem"]');
  }

  /** The first row with exactly this label. */
  row(label: string): Locator {
    const name = this.#page.locator('.label-name').filter({ hasText: exactly(label) });
    return this.rows.filter({ has: name }).first();
  }

  /** Opens the view if its header is folded. */
  async unfold(): Promise<void> {
    const header = this.pane.locator('.pane-header').first();
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  }

  /** Opens a row's children. */
  async expand(label: string): Promise<void> {
    const row = this.row(label);
    const name = this.#page.locator('.label-name').filter({ hasText: exactly(label) });
    const open = this.rows.and(this.#page.locator('[aria-expanded="true"]')).filter({ has: name }).first();
    await row.waitFor();
    for (let tries = 1; ; tries += 1) {
      if ((await row.getAttribute('aria-expanded')) !== 'true') {
        await row.locator('.monaco-tl-twistie').click();
      }
      try {
        await open.waitFor({ timeout: tries < 4 ? 3000 : 10_000 });
        return;
      } catch (error) {
        // A row that is painted anew between press and release does not open.
        if (tries === 4) throw error;
      }
    }
  }

  /** What the drawn rows show, from top to bottom, as soon as two looks at them agree. */
  async read(): Promise<RowText[]> {
    let before = '';
    for (;;) {
      const texts = await this.#look();
      const now = JSON.stringify(texts);
      if (now === before) return texts;
      before = now;
      // Rows fold out one after the other, so the first look can come in the middle.
      await this.#page.waitForTimeout(150);
    }
  }

  async #look(): Promise<RowText[]> {
    const texts: RowText[] = [];
    for (const row of await this.rows.all()) {
      const description = row.locator('.label-description');
      texts.push({
        label: (await row.locator('.label-name').first().innerText()).trim(),
        description: (await description.count()) === 0 ? '' : (await description.first().innerText()).trim(),
        level: Number(await row.getAttribute('aria-level')),
      });
    }
    return texts;
  }

  /** Presses an inline button of a row by its tooltip. */
  async pressInline(label: string, tooltip: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole('button', { name: tooltip }).click();
  }

  /** Presses a button in the view's header by its tooltip. */
  async pressTitle(tooltip: string): Promise<void> {
    await this.pane.locator('.pane-header').first().hover();
    await this.pane.locator('.pane-header').getByRole('button', { name: tooltip }).click();
  }
}
