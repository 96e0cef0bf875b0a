import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../servers/runCommand';
import { type CodeSettings, quietSettings, writeSettings } from './codeSettings';
import { ensureCodeServer } from './ensureCodeServer';
import { ensureNode24 } from './ensureNode24';
import type { Report } from './installOnce';
import { linkExtension } from './linkExtension';
import { RunningCode } from './runningCode';

/** How to start VS Code. */
export interface CodeOptions {
  /** The folder of an extension's sources, which runs as if it were installed; its bundles must be built. */
  readonly extensionDevelopmentPath?: string;
  /**
   * Makes the payload of the window's address count, as a suite inside the extension host needs it, and runs the
   * extension in development mode. The price: VS Code then shows no notification as a toast.
   */
  readonly testDriver?: boolean;
  /** Packages to install before the start. */
  readonly vsix?: readonly string[];
  /** The folder that the window opens. */
  readonly workspaceFolder: string;
  /** On top of {@link quietSettings}. */
  readonly settings?: CodeSettings;
  /** A TCP port of 127.0.0.1; without it the server takes a free one. */
  readonly port?: number;
  /** Environment variables for the server, which its extension host inherits; undefined removes one. */
  readonly env?: NodeJS.ProcessEnv;
  readonly report?: Report;
}

const startTimeoutMs = 60_000;
const watchdog = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));

/**
 * Starts a VS Code server with folders of its own, which ends with {@link RunningCode.stop}, or with this process in
 * whatever way that ends. VS Code and its Node are fetched first if the lab lacks them.
 * @throws Error with the end of the server's output if it does not listen within a minute.
 */
export async function startCode(options: CodeOptions): Promise<RunningCode> {
  const main = await ensureCodeServer(options.report);
  const node = join(await ensureNode24(options.report), 'node');
  const home = await mkdtemp(join(tmpdir(), 'ecm-code-'));
  try {
    return await startIn(home, node, main, options);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(home: string, node: string, main: string, options: CodeOptions): Promise<RunningCode> {
  const userDataDir = join(home, 'user');
  const serverDataDir = join(home, 'server');
  const extensionsDir = join(home, 'extensions');
  await mkdir(extensionsDir, { recursive: true });
  // The window takes its user settings from the first, but for those of a machine: in a remote window, which every window
  // of a server is, they count in the second only.
  const settingsFiles = [join(userDataDir, 'User/settings.json'), join(userDataDir, 'Machine/settings.json')];
  const settings = { ...quietSettings, ...options.settings };
  await writeSettings(settingsFiles, settings);
  // What the extension keeps outside of the editor's own folders ends with them.
  const env = { ...cleanEnvironment(), XDG_STATE_HOME: join(home, 'state'), ...options.env };
  const folders = [
    ...['--extensions-dir', extensionsDir, '--server-data-dir', serverDataDir],
    ...['--user-data-dir', userDataDir, '--accept-server-license-terms', '--telemetry-level', 'off'],
  ];
  const testDriver = options.testDriver ?? false;
  if (options.extensionDevelopmentPath !== undefined && !testDriver) {
    await linkExtension(options.extensionDevelopmentPath, extensionsDir);
  }
  for (const file of options.vsix ?? []) {
    await runCommand(node, [main, '--install-extension', file, '--force', ...folders], { env });
  }
  const server = spawn(
    process.execPath,
    [
      ...[watchdog, home, node, main, ...folders, '--host', '127.0.0.1'],
      ...['--port', String(options.port ?? 0), '--without-connection-token'],
      // Without it a built VS Code ignores the payload in the address.
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    // A group of its own: Ctrl-C in a terminal must not end the watchdog before it has done its work.
    { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  const code = new RunningCode({
    process: server,
    extensionDevelopmentPath: testDriver ? options.extensionDevelopmentPath : undefined,
    workspaceFolder: options.workspaceFolder,
    userDataDir,
    extensionsDir,
    logsDir: join(userDataDir, 'logs'),
    settingsFiles,
    settings,
  });
  try {
    await code.listening(startTimeoutMs);
  } catch (error) {
    await code.stop();
    throw error;
  }
  return code;
}

/** Started from a terminal inside VS Code, the server would take itself for a part of that one. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const outer = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/;
  const kept = Object.entries(process.env).filter(([key]) => !outer.test(key));
  return Object.fromEntries(kept);
}
