import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Settings of VS Code by their full ids. */
export type CodeSettings = Readonly<Record<string, unknown>>;

/** What keeps a test's window quiet: no welcome page, no questions, no assistants, no network. */
export const quietSettings: CodeSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.reduceMotion': 'on',
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'update.mode': 'none',
  'window.autoDetectColorScheme': false,
  'editor.cursorBlinking': 'solid',
};

/** Writes the same settings to each file, whose folders are made if need be. */
export async function writeSettings(files: readonly string[], settings: CodeSettings): Promise<void> {
  const text = JSON.stringify(settings, null, 2);
  for (const file of files) {
    await mkdir(dirname(file), { recursive: true });
    // In one step, or a window that watches the file reads half of it.
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  }
}
