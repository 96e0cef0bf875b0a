import assert from 'node:assert/strict';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { themes } from '../lab/code/workbench/themes';
import type { Workbench } from '../lab/code/workbench/workbench';
import { axeViolations } from './accessibility';
import type { E2eContext } from './e2eContext';

const THEMES = ['dark', 'light', 'hc-dark'] as const;

/** The page of a migration in a window. After a reload the same object finds the new page. */
export class MigrationPage {
  readonly #workbench: Workbench;
  /** Those to look in, from the one that the window has. */
  #themes: readonly (typeof THEMES)[number][] = THEMES;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** The page itself. */
  get content(): FrameLocator {
    return this.#workbench.webview();
  }

  /** A button of the bar at the lower left. */
  action(label: string): Locator {
    return this.content.getByRole('group', { name: 'Actions' }).getByText(label, { exact: true });
  }

  /** What is said of an end in step 1. */
  end(end: 'Source' | 'Target'): Locator {
    return this.content.getByRole('group', { name: end });
  }

  /** Waits for a heading of any level. */
  async heading(name: string | RegExp, timeoutMs = 60_000): Promise<void> {
    await this.content.getByRole('heading', { name }).first().waitFor({ timeout: timeoutMs });
  }

  /** Waits for a text. */
  async says(text: string | RegExp, timeoutMs = 60_000): Promise<void> {
    await this.content.getByText(text).first().waitFor({ timeout: timeoutMs });
  }

  /** Presses a button of the bar with the mouse. */
  async press(label: string): Promise<void> {
    await this.action(label).click();
  }

  /** Shows the page again, once another editor was opened over it. */
  async returnTo(): Promise<void> {
    await this.#workbench.editorTab('Migrate: ').first().click();
    await this.content.locator('h1').waitFor();
  }

  /** The frame of the page. @throws Error when there is none */
  async frame(): Promise<Frame> {
    const handle = await this.content.locator('html').elementHandle();
    const frame = await handle.ownerFrame();
    assert.ok(frame);
    return frame;
  }

  /** Pictures of the page in three themes, to be looked at, each of which axe-core has nothing to find in. */
  async look(ctx: E2eContext, step: string): Promise<void> {
    for (const [index, theme] of this.#themes.entries()) {
      if (index > 0) await this.#workbench.setTheme(theme);
      await this.content.locator(`body[data-vscode-theme-id="${themes[theme]}"]`).waitFor();
      await ctx.screenshot(this.#workbench, `${step}-${theme}`);
      const rules = theme === 'dark' ? 'all' : 'colours';
      assert.deepEqual(await axeViolations(await this.frame(), rules), [], `${step} in ${theme}`);
    }
    this.#themes = [...this.#themes].reverse();
  }
}
