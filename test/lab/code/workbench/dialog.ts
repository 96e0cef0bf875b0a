import type { Locator, Page } from 'playwright-core';

/** What a modal dialog shows. */
export interface DialogText {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** The modal dialog in the middle of the window; there is at most one. */
export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get box(): Locator {
    return this.#page.locator('.monaco-dialog-box:visible');
  }

  /** Waits for a dialog, with `text` in it if given, and reads it. */
  async waitFor(text?: string | RegExp): Promise<DialogText> {
    const box = text === undefined ? this.box : this.box.filter({ hasText: text });
    await box.waitFor();
    const detail = box.locator('.dialog-message-detail');
    return {
      message: (await box.locator('.dialog-message-text').innerText()).trim(),
      detail: (await detail.count()) === 0 ? '' : (await detail.innerText()).trim(),
      buttons: await box.locator('.dialog-buttons .monaco-button').allInnerTexts(),
    };
  }

  /** Presses a button, and waits until the dialog is gone. */
  async press(button: string): Promise<void> {
    await this.box.locator('.dialog-buttons').getByRole('button', { name: button, exact: true }).click();
    await this.box.waitFor({ state: 'hidden' });
  }

  /** Ticks or clears the dialog's check box. */
  async toggleCheckbox(): Promise<void> {
    await this.box.locator('.dialog-checkbox-row .monaco-checkbox').click();
  }
}
