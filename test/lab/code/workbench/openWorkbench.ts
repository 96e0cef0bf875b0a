import { chromium } from 'playwright-core';
import { ensureChromium } from '../ensureChromium';
import type { RunningCode } from '../runningCode';
import { themes, type ThemeName } from './themes';
import { type SettingsHolder, Workbench } from './workbench';

/** How to open the window. */
export interface WorkbenchOptions {
  /** More pairs for the window's payload; the extension under development is in it by itself. */
  readonly payload?: readonly (readonly [key: string, value: string])[];
  readonly theme?: ThemeName;
  /** In CSS pixels; 1440 x 900 if not given. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of a picture per CSS pixel; 1 if not given. */
  readonly deviceScaleFactor?: number;
  /**
   * The display language of VS Code, such as `ko`; English if not given. Its own words stay English, since the lab has
   * no language pack: extensions and their manifests speak the language as they would with one.
   */
  readonly language?: string;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A shared memory file system is often too small in containers.
  '--disable-dev-shm-usage',
];

/** Far longer than anything takes, also on a machine that is busy with something else. */
const timeoutMs = 60_000;

/**
 * Opens the window of a running VS Code in a headless Chromium of its own, and waits until it is drawn.
 * @throws Error with the page's errors if that takes longer than a minute.
 */
export async function openWorkbench(code: RunningCode, options: WorkbenchOptions = {}): Promise<Workbench> {
  const { payload = [], theme } = options;
  if (theme !== undefined) await code.changeSettings({ 'workbench.colorTheme': themes[theme] });
  return await openWindow(address(code, payload), code, options, () => code.output());
}

/**
 * Opens a window of VS Code by its address.
 * @param said what else there is to tell when it does not open
 * @throws Error with the page's errors if it is not drawn within a minute
 */
export async function openWindow(
  url: string,
  holder: SettingsHolder,
  { viewport = { width: 1440, height: 900 }, deviceScaleFactor = 1, language }: WorkbenchOptions = {},
  said: () => string = () => '',
): Promise<Workbench> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: flags });
  const errors: string[] = [];
  try {
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor,
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(timeoutMs);
    // The window seals its secrets with half a key from the server. This server serves none, and the secrets would
    // not outlive a reload.
    await context.route('**/mint-key', (route) =>
      route.fulfill({ contentType: 'application/octet-stream', body: Buffer.alloc(32, 7) }),
    );
    // What the script of a language pack does before the window's own.
    if (language !== undefined) await context.addInitScript({ content: displayLanguage(language) });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    const workbench = new Workbench(holder, page, browser);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await workbench.ready();
    return workbench;
  } catch (error) {
    await browser.close();
    const told = [...errors, said()].join('\n');
    throw new Error(`VS Code's window did not open:\n${told}`, { cause: error });
  }
}

function displayLanguage(language: string): string {
  return `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`;
}

function address(code: RunningCode, payload: readonly (readonly [string, string])[]): string {
  const pairs = [...payload];
  if (code.extensionDevelopmentPath !== undefined) {
    pairs.push([
      'extensionDevelopmentPath',
      `vscode-remote://${code.authority}${code.extensionDevelopmentPath}`,
    ]);
  }
  const kind = code.workspaceFolder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: code.workspaceFolder });
  if (pairs.length > 0) query.set('payload', JSON.stringify(pairs));
  return `${code.url}?${query.toString()}`;
}
