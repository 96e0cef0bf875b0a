import type { Locator, Page } from 'playwright-core';
import { exactly } from './exactly';

/** The box at the top of the window: quick picks, input boxes, the command palette. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The box itself, while it is shown. */
  get box(): Locator {
    return this.#page.locator('.quick-input-widget:visible');
  }

  get #input(): Locator {
    return this.box.locator('.quick-input-box input');
  }

  /** Rows that are drawn: a long list draws only what is seen. */
  get rows(): Locator {
    return this.box.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits for a box whose title, placeholder or message holds `text`; steps of a chain are told apart so. */
  async waitFor(text?: string): Promise<void> {
    await this.#input.waitFor();
    if (text === undefined) return;
    const told = this.box
      .filter({ hasText: text })
      .or(this.box.filter({ has: this.#page.getByPlaceholder(text) }));
    await told.first().waitFor();
  }

  /** The title in the bar above the input, or '' if the box has none. */
  async title(): Promise<string> {
    return await textOr(this.box.locator('.quick-input-title'));
  }

  /** What is said below the input: the prompt, or why the value is refused. '' if nothing is. */
  async message(): Promise<string> {
    return await textOr(this.box.locator('.quick-input-message'));
  }

  /** The value that the input holds. */
  async value(): Promise<string> {
    return await this.#input.inputValue();
  }

  /** Replaces the value without leaving the box. */
  async type(text: string, timeoutMs?: number): Promise<void> {
    await this.#input.fill(text, timeoutMs === undefined ? {} : { timeout: timeoutMs });
  }

  /** Replaces the value and accepts it. */
  async fill(text: string): Promise<void> {
    await this.#input.fill(text);
    await this.accept();
  }

  /** Waits until what is pressed on the keyboard goes into the box: it is drawn a moment before. */
  async waitForFocus(): Promise<void> {
    await this.box.locator('.quick-input-box input:focus').waitFor();
  }

  /** Presses Enter. */
  async accept(): Promise<void> {
    await this.#input.press('Enter');
  }

  /** Presses the OK button of a quick pick with check boxes. */
  async ok(): Promise<void> {
    await this.box.getByRole('button', { name: 'OK', exact: true }).click();
  }

  /** Closes the box, if it is still there, and waits until it is gone. */
  async cancel(): Promise<void> {
    if (await this.box.isHidden()) return;
    // A box that goes by itself just now takes no key any more.
    await this.#input.press('Escape', { timeout: 2000 }).catch(() => undefined);
    await this.box.waitFor({ state: 'hidden' });
  }

  /** The labels of the drawn rows, icons left out. */
  async labels(timeoutMs = 15_000): Promise<string[]> {
    await this.rows.first().waitFor({ timeout: timeoutMs });
    const labels = await this.rows
      .locator('.quick-input-list-rows > :first-child .label-name')
      .allInnerTexts();
    return labels.map((label) => label.trim());
  }

  /** The row with exactly this label. */
  row(label: string): Locator {
    const name = this.#page.locator('.quick-input-list-rows > :first-child .label-name');
    return this.rows.filter({ has: name.filter({ hasText: exactly(label) }) });
  }

  /** Clicks the row with exactly this label; in a list with check boxes that checks it. */
  async pick(label: string): Promise<void> {
    const row = this.row(label);
    await this.rows.first().waitFor();
    // A long list draws a row only when it is near; typing brings it there.
    if ((await this.rows.count()) > 15 && (await row.count()) === 0) await this.type(label);
    await row.first().click();
  }

  /** Presses a button of the title bar or of the row with this label, by its tooltip. */
  async pressButton(tooltip: string, rowLabel?: string): Promise<void> {
    const place = rowLabel === undefined ? this.box : this.row(rowLabel);
    if (rowLabel !== undefined) await place.hover();
    await place.getByRole('button', { name: tooltip }).first().click();
  }
}

async function textOr(locator: Locator): Promise<string> {
  return (await locator.count()) === 0 ? '' : (await locator.first().innerText()).trim();
}
