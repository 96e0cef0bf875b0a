import { mkdirSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { threadTime } from './threadTime';

/** The extension under test, as the editor knows it. */
export const EXTENSION_ID = 'elasticache-migrator.elasticache-migrator';

const STATE = process.env['XDG_STATE_HOME'] ?? tmpdir();

/** The extension, loaded by a test with a context of its own, so that the test sees what is stored. */
export interface LoadedExtension {
  /** What is kept in global state, as the JSON that would reach the disk. */
  readonly stored: Map<string, string>;
  readonly secrets: Map<string, string>;
  /** Where it keeps its runs, as XDG_STATE_HOME. */
  readonly stateHome: string;
  /** What the extension wrote into its log. */
  readonly logged: readonly string[];
  /** What the extension gave each view. */
  readonly views: ReadonlyMap<string, vscode.TreeDataProvider<unknown>>;
  /** What drags rows of a view, of those where rows can be dragged. */
  readonly drags: ReadonlyMap<string, vscode.TreeDragAndDropController<unknown>>;
  /** Milliseconds from requiring the bundle to the end of activate, less those in which the processor had something else. */
  readonly took: number;
  dispose(): Promise<void>;
}

/** The folder of the extension under test. */
export function extensionPath(): string {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (extension === undefined) throw new Error(`the editor does not know ${EXTENSION_ID}`);
  return extension.extensionPath;
}

/**
 * Loads the built bundle afresh and activates it. The editor itself must not have activated it.
 * @param log `editor`: the extension gets a real log channel, and `logged` stays empty
 * @param before an extension that was disposed: what it kept is there, as in the next window
 * @param workspace what is kept in the state of the workspace
 */
export async function loadExtension(
  log: 'editor' | 'kept' = 'kept',
  before?: LoadedExtension,
  workspace: ReadonlyMap<string, unknown> = new Map(),
): Promise<LoadedExtension> {
  const folder = extensionPath();
  const main = join(folder, 'dist/extension.cjs');
  const require = createRequire(main);
  const stored = before?.stored ?? new Map<string, string>();
  const secrets = before?.secrets ?? new Map<string, string>();
  const stateHome = before?.stateHome ?? newStateHome();
  process.env['XDG_STATE_HOME'] = stateHome;
  const views = new Map<string, vscode.TreeDataProvider<unknown>>();
  const drags = new Map<string, vscode.TreeDragAndDropController<unknown>>();
  const subscriptions: vscode.Disposable[] = [];
  const context = {
    subscriptions,
    extensionPath: folder,
    extensionUri: vscode.Uri.file(folder),
    extension: vscode.extensions.getExtension(EXTENSION_ID),
    globalStorageUri: vscode.Uri.file(join(stateHome, 'editor')),
    extensionMode: vscode.ExtensionMode.Test,
    globalState: mementoOf(stored),
    workspaceState: mementoOf(new Map([...workspace].map(([key, value]) => [key, JSON.stringify(value)]))),
    secrets: secretsOf(secrets),
  };
  const logged: string[] = [];
  const { createTreeView, createOutputChannel } = vscode.window;
  const spied = vscode.window as { createTreeView: unknown; createOutputChannel: unknown };
  // The editor mixes up a log channel with the one of the same name that was disposed a moment ago.
  if (log === 'kept') spied.createOutputChannel = () => logInto(logged);
  spied.createTreeView = (id: string, options: vscode.TreeViewOptions<unknown>): unknown => {
    views.set(id, options.treeDataProvider);
    if (options.dragAndDropController !== undefined) drags.set(id, options.dragAndDropController);
    return createTreeView(id, options);
  };
  try {
    // Only our own files: what the editor has loaded for itself stays.
    for (const file of Object.keys(require.cache)) {
      if (file.startsWith(join(folder, 'dist'))) Reflect.deleteProperty(require.cache, file);
    }
    const from = performance.now() - threadTime().stolen;
    const bundle = require(main) as { activate: (context: unknown) => unknown };
    await bundle.activate(context);
    const took = performance.now() - threadTime().stolen - from;
    // The editor activates the extension itself as soon as one of its commands runs: it is to find an empty one.
    const cached = require.cache[main];
    if (cached !== undefined) cached.exports = { activate: () => undefined };
    return {
      stored,
      secrets,
      stateHome,
      logged,
      views,
      drags,
      took,
      dispose: async () => {
        for (const subscription of subscriptions.reverse()) await subscription.dispose();
        // A test may have brought a view into sight, which lists for whatever is loaded next.
        await vscode.commands.executeCommand('workbench.action.closeSidebar');
      },
    };
  } finally {
    Object.assign(spied, { createTreeView, createOutputChannel });
  }
}

/** In the editor's own, which ends with it. */
function newStateHome(): string {
  mkdirSync(STATE, { recursive: true });
  return mkdtempSync(join(STATE, 'ecm-state-'));
}

function logInto(logged: string[]): object {
  const write = (message: string): void => {
    logged.push(message);
  };
  return { info: write, warn: write, error: write, show: () => undefined, dispose: () => undefined };
}

function mementoOf(stored: Map<string, string>): Partial<vscode.Memento> {
  return {
    get: (key: string) => {
      const text = stored.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    update: (key: string, value: unknown) => {
      stored.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

function secretsOf(secrets: Map<string, string>): Partial<vscode.SecretStorage> {
  return {
    get: (key) => Promise.resolve(secrets.get(key)),
    store: (key, value) => {
      secrets.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      secrets.delete(key);
      return Promise.resolve();
    },
  };
}
