import type { Page } from 'playwright-core';
import type { QuickInput } from './quickInput';

/** Commands by the title that users see. */
export class CommandPalette {
  readonly #page: Page;
  readonly #quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
  }

  /**
   * Runs a command by its full title with category, such as 'View: Toggle Terminal'. It comes back as soon as the
   * command was chosen, not when it has ended.
   * @throws Error if the palette does not offer the command.
   */
  async run(title: string): Promise<void> {
    await this.#open(title);
    const row = this.#quickInput.row(title);
    try {
      await row.first().waitFor({ timeout: 10_000 });
    } catch {
      const offered = (await this.#quickInput.labels().catch((): string[] => [])).slice(0, 5);
      await this.#page.keyboard.press('Escape');
      throw new Error(`the palette has no command '${title}'; it offers ${offered.join(' | ') || 'nothing'}`);
    }
    await row.first().click();
  }

  /** The titles the palette offers for a search. It may offer others than a search in earlier sessions. */
  async find(search: string): Promise<string[]> {
    await this.#open(search);
    const labels = await this.#quickInput.labels();
    await this.#quickInput.cancel();
    return labels;
  }

  async #open(search: string): Promise<void> {
    // Keys go to the focused frame: from within a webview F1 reaches the workbench only if the page lets it.
    await this.#page.locator('.monaco-workbench').focus().catch(() => undefined);
    await this.#page.keyboard.press('F1');
    await this.#quickInput.waitFor();
    await this.#quickInput.type(`>${search}`);
  }
}
