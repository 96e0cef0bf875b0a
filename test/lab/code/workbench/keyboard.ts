import type { Locator } from 'playwright-core';
import { exactly } from './exactly';
import type { Workbench } from './workbench';

/** More stops of the Tab key than any page of ours has. */
const mostTabs = 80;
const offeredWithinMs = 30_000;

/** A user without a mouse: whatever this does, it does by pressing keys. */
export class Keyboard {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get #keys(): Workbench['page']['keyboard'] {
    return this.#workbench.page.keyboard;
  }

  /** Runs a command by its full title with category. @throws Error if the palette does not offer it */
  async run(title: string): Promise<void> {
    const { page, quickInput } = this.#workbench;
    const until = Date.now() + offeredWithinMs;
    for (;;) {
      await this.#keys.press('F1');
      try {
        await quickInput.box.waitFor({ timeout: 3000 });
        await quickInput.waitForFocus();
        await this.#keys.insertText(title);
        await this.pick(title, 3000);
        return;
      } catch (error) {
        // The extension is only just starting: the palette does not learn of commands that come while it is open.
        if (Date.now() > until) throw error;
        await this.#keys.press('Escape');
        await page.waitForTimeout(300);
      }
    }
  }

  /** Waits for the box at the top of the window. */
  async waitFor(text: string): Promise<void> {
    await this.#workbench.quickInput.waitFor(text);
  }

  /** Replaces the value of the box at the top of the window, and accepts it. */
  async fill(text: string): Promise<void> {
    await this.#workbench.quickInput.waitForFocus();
    await this.#keys.press('ControlOrMeta+A');
    if (text === '') await this.#keys.press('Delete');
    else await this.#keys.insertText(text);
    await this.#keys.press('Enter');
  }

  /** Goes down to the row with exactly this label, and accepts it. */
  async pick(label: string, timeoutMs = 20_000): Promise<void> {
    await this.#workbench.quickInput.row(label).first().waitFor({ timeout: timeoutMs });
    await this.#until(
      async () => (await this.#focusedRow(label).count()) > 0,
      () => this.#keys.press('ArrowDown'),
      `the row '${label}'`,
    );
    await this.#keys.press('Enter');
  }

  /** Presses Tab until an element of a page has the focus. @throws Error if it never gets it */
  async tabTo(element: Locator): Promise<void> {
    await element.waitFor();
    await this.#until(
      () => hasFocus(element),
      () => this.#keys.press('Tab'),
      String(element),
    );
  }

  /** Goes to an element and presses a key there. */
  async press(element: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.tabTo(element);
    await this.#keys.press(key);
  }

  /** Goes to a list that folds out and goes down or up in it to a value. */
  async choose(select: Locator, value: string, key: 'ArrowDown' | 'ArrowUp' = 'ArrowDown'): Promise<void> {
    await this.#until(
      async () => (await select.inputValue()) === value,
      async () => {
        // The page is drawn anew after each step.
        await this.tabTo(select);
        const before = await select.inputValue();
        await this.#keys.press(key);
        await until(async () => (await select.inputValue()) !== before);
      },
      `the value '${value}'`,
    );
  }

  /** Answers the modal dialog. @throws Error if it has no such button */
  async answer(button: string): Promise<void> {
    const { box } = this.#workbench.dialog;
    const wanted = box.locator('.dialog-buttons').getByRole('button', { name: button, exact: true });
    await this.press(wanted);
    await box.waitFor({ state: 'hidden' });
  }

  #focusedRow(label: string): Locator {
    const { page, quickInput } = this.#workbench;
    const name = page.locator('.quick-input-list-rows > :first-child .label-name');
    return quickInput.rows
      .and(page.locator('.focused'))
      .filter({ has: name.filter({ hasText: exactly(label) }) });
  }

  async #until(reached: () => Promise<boolean>, step: () => Promise<void>, what: string): Promise<void> {
    for (let steps = 0; steps < mostTabs; steps += 1) {
      if (await reached()) return;
      await step();
    }
    throw new Error(`no key led to ${what}`);
  }
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + offeredWithinMs;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error('a key changed nothing');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What is needed of an element: this file is checked without the DOM's types. */
interface Focusable {
  matches(selector: string): boolean;
  readonly ownerDocument: { hasFocus(): boolean };
}

/** In its document, and that in the window. */
async function hasFocus(element: Locator): Promise<boolean> {
  return await element.evaluate((one) => {
    const focusable = one as unknown as Focusable;
    return focusable.matches(':focus') && focusable.ownerDocument.hasFocus();
  });
}
