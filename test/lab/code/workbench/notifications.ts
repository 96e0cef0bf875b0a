import type { Locator, Page } from 'playwright-core';
import type { CommandPalette } from './commandPalette';

/** What a notification shows. */
export interface NotificationText {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly buttons: readonly string[];
}

/** The notifications at the lower right, whether as toasts or in the open notification centre. */
export class Notifications {
  readonly #page: Page;
  readonly #commands: CommandPalette;

  constructor(page: Page, commands: CommandPalette) {
    this.#page = page;
    this.#commands = commands;
  }

  get #items(): Locator {
    return this.#page.locator('.notification-list-item:visible');
  }

  /** The notifications whose message holds `text`. */
  item(text: string | RegExp): Locator {
    const message = this.#page.locator('.notification-list-item-message').filter({ hasText: text });
    return this.#items.filter({ has: message });
  }

  /**
   * Waits for a notification whose message holds `text`, and reads it. If no toast tells it in time, the
   * notification centre is opened, which also holds those that have faded and those that never were toasts: VS
   * Code shows at most three, and none of a fourth within 0.8 seconds.
   */
  async waitFor(text: string | RegExp, timeoutMs = 15_000): Promise<NotificationText> {
    const item = this.item(text).first();
    try {
      await item.waitFor({ timeout: timeoutMs });
    } catch {
      await this.openCentre();
      await item.waitFor({ timeout: 10_000 });
    }
    return await read(item);
  }

  /** Opens the notification centre, which lists all notifications that nobody has closed. */
  async openCentre(): Promise<void> {
    const centre = this.#page.locator('.notifications-center.visible');
    if ((await centre.count()) === 0) await this.#commands.run('Notifications: Show Notifications');
    await centre.waitFor();
  }

  /** Waits until no notification with this text is shown, such as the one of a progress. */
  async waitForGone(text: string | RegExp, timeoutMs = 15_000): Promise<void> {
    await this.item(text).first().waitFor({ state: 'hidden', timeout: timeoutMs });
  }

  /** All notifications that are shown now, newest first. */
  async all(): Promise<NotificationText[]> {
    return await Promise.all((await this.#items.all()).map(read));
  }

  /** Presses a button of the notification whose message holds `text`; 'Cancel' ends a cancellable progress. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const item = this.item(text).first();
    // Buttons of a toast that is folded up are drawn when the pointer is over it.
    await item.hover();
    await item.getByRole('button', { name: button, exact: true }).click();
  }

  /** Closes every notification and the centre, so that none is left in a picture or for the next step. */
  async clear(): Promise<void> {
    await this.#commands.run('Notifications: Clear All Notifications');
    await this.#items.first().waitFor({ state: 'hidden' });
  }
}

async function read(item: Locator): Promise<NotificationText> {
  const icon = (await item.locator('.notification-list-item-icon').getAttribute('class')) ?? '';
  return {
    severity: icon.includes('error') ? 'error' : icon.includes('warning') ? 'warning' : 'info',
    message: (await item.locator('.notification-list-item-message').innerText()).trim(),
    buttons: await item.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts(),
  };
}
