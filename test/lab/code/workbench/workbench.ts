import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import type { CodeSettings } from '../codeSettings';
import { CommandPalette } from './commandPalette';
import { ContextMenu } from './contextMenu';
import { Dialog } from './dialog';
import { Notifications } from './notifications';
import { QuickInput } from './quickInput';
import { savedEditors } from './savedEditors';
import { StatusBar } from './statusBar';
import { themeClasses, themeLabels, type ThemeName, themes } from './themes';
import { TreeView } from './treeView';

/** Far longer than from one time to the next that a window saves. */
const SAVED_WITHIN_MS = 40_000;

/** What a window takes its settings from when it is loaded. */
export interface SettingsHolder {
  changeSettings(change: CodeSettings): Promise<void>;
}

/** VS Code's window as a user has it before them. */
export class Workbench {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: Browser;
  readonly quickInput: QuickInput;
  readonly commands: CommandPalette;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly menu: ContextMenu;
  readonly statusBar: StatusBar;
  readonly #holder: SettingsHolder;

  constructor(holder: SettingsHolder, page: Page, browser: Browser) {
    this.#holder = holder;
    this.page = page;
    this.context = page.context();
    this.browser = browser;
    this.quickInput = new QuickInput(page);
    this.commands = new CommandPalette(page, this.quickInput);
    this.notifications = new Notifications(page, this.commands);
    this.dialog = new Dialog(page);
    this.menu = new ContextMenu(page);
    this.statusBar = new StatusBar(page);
  }

  /** Waits until the window is drawn, in the colors of its theme. Extensions may still be starting. */
  async ready(timeoutMs = 60_000): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: timeoutMs });
    await this.page.locator('.monaco-workbench .part.activitybar').waitFor({ timeout: timeoutMs });
    await this.page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor({ timeout: timeoutMs });
  }

  /**
   * Loads the window anew, as "Reload Window" does: the extension host starts again.
   * @param kept what the window must have kept of its editors, so that it can open them again
   */
  async reload(kept?: RegExp): Promise<void> {
    const until = Date.now() + SAVED_WITHIN_MS;
    while (kept !== undefined && !kept.test(await savedEditors(this.page))) {
      if (Date.now() > until) throw new Error(`nothing like ${String(kept)} is kept of the editors`);
      await this.page.waitForTimeout(200);
    }
    await this.page.reload();
    await this.ready();
  }

  /** Shows a container of the activity bar by its title; does nothing if it is shown. */
  async openContainer(title: string): Promise<void> {
    // The name may carry a badge or a key after the title: "Explorer (Ctrl+Shift+E) - 1 unsaved file".
    const name = new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($| \\(| - )`);
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name }).first();
    await tab.waitFor();
    const shown = async (): Promise<boolean> =>
      (await tab.getAttribute('aria-selected')) === 'true' &&
      (await this.page.locator('.part.sidebar:visible').count()) > 0;
    // A window that was reloaded opens it by itself, and a click that comes just then closes it again.
    const shownWithin = async (ms: number): Promise<boolean> => {
      const until = Date.now() + ms;
      while (!(await shown())) {
        if (Date.now() > until) return false;
        await this.page.waitForTimeout(100);
      }
      return true;
    };
    for (let tries = 0; tries < 6; tries += 1) {
      if (await shownWithin(tries === 0 ? 1000 : 5000)) return;
      await tab.click();
    }
    await this.page.locator('.part.sidebar:visible').waitFor();
  }

  /** A view in the side bar by the name in its header. */
  tree(viewName: string): TreeView {
    return new TreeView(this.page, viewName);
  }

  /** The page inside the shown webview: two frames deep. With `title` the one of the tab with that title. */
  webview(title?: string): FrameLocator {
    const outer = this.page.frameLocator('iframe.webview.ready:visible');
    return outer.frameLocator(
      title === undefined ? 'iframe#active-frame' : `iframe#active-frame[title=${JSON.stringify(title)}]`,
    );
  }

  /** The editor tab with this name. */
  editorTab(name: string): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** Opens a file of the workspace folder by its relative path, through "Go to File". */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.waitFor();
    await this.quickInput.type(path);
    const name = path.split('/').at(-1) ?? path;
    // By its name: what is offered first may still be of what was typed before.
    await this.quickInput.pick(name);
    await this.editorTab(name).waitFor();
  }

  /** Switches the color theme with the theme picker, and waits until the window has it. */
  async setTheme(theme: ThemeName): Promise<void> {
    await this.commands.run('Preferences: Color Theme');
    await this.quickInput.waitFor('Color Theme');
    await this.quickInput.type(themeLabels[theme]);
    await this.quickInput.pick(themeLabels[theme]);
    await this.quickInput.box.waitFor({ state: 'hidden' });
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
    // So that neither a reload nor the next change of another setting brings the old theme back.
    await this.#holder.changeSettings({ 'workbench.colorTheme': themes[theme] });
  }

  /** Saves a picture of the whole window as `<folder>/<name>.png` and returns its path. */
  async screenshot(folder: string, name: string): Promise<string> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    return path;
  }

  /** Closes the window and its browser; the server runs on. */
  async close(): Promise<void> {
    await this.browser.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
