import type { Page } from 'playwright-core';
import type { QuickInput } from './quickInput';

/** An open palette does not learn of commands that come later, as those of an extension just after the start. */
const offeredWithinMs = 60_000;
/** Far longer than a click takes. */
const CLICKED_WITHIN_MS = 15_000;

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
    const row = this.#quickInput.row(title).first();
    const until = Date.now() + offeredWithinMs;
    // Longer each time: a busy machine may need more than the first one.
    for (let timeout = 2000; ; timeout *= 2) {
      await this.#open(title);
      try {
        // Whatever takes the focus until then closes the palette, and nothing was chosen.
        await row.click({ timeout, trial: true });
        // A click that was begun is not to be given up: it would be made twice.
        await row.click({ timeout: CLICKED_WITHIN_MS });
        return;
      } catch {
        const offered = (await this.#quickInput.labels(500).catch((): string[] => [])).slice(0, 5);
        await this.#quickInput.cancel();
        if (Date.now() > until) {
          throw new Error(`the palette has no command '${title}'; it offers ${offered.join(' | ')}`);
        }
      }
    }
  }

  /** The titles the palette offers for a search. It may offer others than a search in earlier sessions. */
  async find(search: string): Promise<string[]> {
    await this.#open(search);
    const labels = await this.#quickInput.labels();
    await this.#quickInput.cancel();
    return labels;
  }

  async #open(search: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await this.#page.keyboard.press('F1');
      try {
        await this.#quickInput.box.waitFor({ timeout: tries < 4 ? 2000 : 10_000 });
        // An editor or a notification that opens just now takes the focus, and the box goes again.
        await this.#quickInput.type(`>${search}`, tries < 4 ? 2000 : 10_000);
        return;
      } catch (error) {
        if (tries === 4) throw error;
        // A closed menu or a webview can leave the focus where no key reaches the workbench.
        await this.#page.locator('.part.titlebar').click({ position: { x: 300, y: 10 } });
      }
    }
  }
}
