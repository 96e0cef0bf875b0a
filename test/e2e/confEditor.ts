import type { Locator } from 'playwright-core';
import type { Workbench } from '../lab/code/workbench/workbench';

/** A line of the editor in front, by its text; the editor draws blanks as such that do not break. */
export function line({ page }: Workbench, text: RegExp): Locator {
  return page.locator('.editor-instance .view-line').filter({ hasText: text }).first();
}

/** A lens above the text. */
export function lens({ page }: Workbench, title: string): Locator {
  return page.locator('.codelens-decoration a').getByText(title, { exact: true });
}

/** Waits until completion offers it. */
export async function suggestion({ page }: Workbench, label: string): Promise<void> {
  await page.locator('.suggest-widget .monaco-list-row').filter({ hasText: label }).first().waitFor();
}
