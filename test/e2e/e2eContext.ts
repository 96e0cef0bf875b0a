import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningCode } from '../lab/code/runningCode';
import { type CodeOptions, startCode } from '../lab/code/startCode';
import { openWorkbench, type WorkbenchOptions } from '../lab/code/workbench/openWorkbench';
import type { Workbench } from '../lab/code/workbench/workbench';

/** What each file test/e2e/*.e2e.ts exports. */
export interface E2eTest {
  readonly name: string;
  /** For the whole file; ten minutes if not given. */
  readonly timeoutMs?: number;
  run(ctx: E2eContext): Promise<void>;
}

/** A VS Code with its window. */
export interface StartedCode {
  readonly code: RunningCode;
  readonly workbench: Workbench;
}

/** How to start both; without `vsix` the checkout is the extension, and without a folder `ctx.workspaceFolder` opens. */
export interface StartOptions extends Partial<CodeOptions> {
  readonly window?: WorkbenchOptions;
}

/** The checkout, whose built extension is what runs. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** One file's hold on VS Code: whatever it starts here ends with the file, pass or fail. */
export class E2eContext {
  /** An empty folder of this file's own. */
  readonly workspaceFolder: string;
  /** The folder with all pictures. */
  readonly screenshots = join(root, 'out/screenshots');
  readonly #name: string;
  readonly #started: StartedCode[] = [];
  readonly #cleanups: (() => Promise<void>)[] = [];

  private constructor(name: string, workspaceFolder: string) {
    this.#name = name;
    this.workspaceFolder = workspaceFolder;
  }

  static async make(name: string): Promise<E2eContext> {
    return new E2eContext(name, await mkdtemp(join(tmpdir(), 'ecm-e2e-')));
  }

  /** Starts a VS Code of its own and opens its window. */
  async start(options: StartOptions = {}): Promise<StartedCode> {
    const { window, ...codeOptions } = options;
    const extension = options.vsix === undefined ? { extensionDevelopmentPath: root } : {};
    const code = await startCode({
      workspaceFolder: this.workspaceFolder,
      ...extension,
      ...codeOptions,
    });
    this.cleanup(() => code.stop());
    const workbench = await openWorkbench(code, window);
    this.cleanup(() => workbench.close());
    const started = { code, workbench };
    this.#started.push(started);
    return started;
  }

  /** Runs after the file, pass or fail; the last one registered runs first. */
  cleanup(body: () => Promise<void>): void {
    this.#cleanups.push(body);
  }

  /** Writes a file into the workspace folder and returns its path. */
  async writeFile(path: string, text: string | Uint8Array): Promise<string> {
    const file = join(this.workspaceFolder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** Saves a picture of the window as `<this file's name>-<name>.png`. */
  async screenshot(workbench: Workbench, name: string): Promise<string> {
    return await workbench.screenshot(this.screenshots, `${this.#name}-${name}`);
  }

  /** Saves pictures of all windows and returns the tails of their extension hosts' logs. */
  async evidence(): Promise<string> {
    const parts: string[] = [];
    for (const [index, { code, workbench }] of this.#started.entries()) {
      const path = await this.screenshot(workbench, `FAILED-${String(index)}`).catch(
        (error: unknown) => `no picture: ${String(error)}`,
      );
      parts.push(path, await code.logTail());
    }
    return parts.join('\n');
  }

  /** Ends everything that was started here. */
  async stop(): Promise<void> {
    for (const cleanup of this.#cleanups.splice(0).reverse()) {
      await cleanup().catch((error: unknown) => {
        console.error(error);
      });
    }
    await rm(this.workspaceFolder, { recursive: true, force: true });
  }
}
