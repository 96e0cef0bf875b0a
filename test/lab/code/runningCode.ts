import type { ChildProcessByStdio } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CodeSettings, writeSettings } from './codeSettings';

const keptOutput = 64 * 1024;

/** What makes up a running VS Code server. */
export interface RunningCodeParts {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly extensionDevelopmentPath: string | undefined;
  readonly workspaceFolder: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly logsDir: string;
  readonly settingsFiles: readonly string[];
  readonly settings: CodeSettings;
}

/** A VS Code server with its extension host; `openWorkbench` opens its window. */
export class RunningCode {
  /** The extension that the window must name in its payload; undefined if it is installed or linked. */
  readonly extensionDevelopmentPath: string | undefined;
  readonly workspaceFolder: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly logsDir: string;
  readonly #process: RunningCodeParts['process'];
  readonly #settingsFiles: readonly string[];
  readonly #closed: Promise<void>;
  #settings: CodeSettings;
  #output = '';
  #ended = false;
  #port = 0;

  constructor(parts: RunningCodeParts) {
    this.extensionDevelopmentPath = parts.extensionDevelopmentPath;
    this.workspaceFolder = parts.workspaceFolder;
    this.userDataDir = parts.userDataDir;
    this.extensionsDir = parts.extensionsDir;
    this.logsDir = parts.logsDir;
    this.#process = parts.process;
    this.#settingsFiles = parts.settingsFiles;
    this.#settings = parts.settings;
    const keep = (chunk: string): void => {
      this.#output = (this.#output + chunk).slice(-keptOutput);
    };
    for (const stream of [parts.process.stdout, parts.process.stderr]) {
      stream.setEncoding('utf8').on('data', keep);
    }
    parts.process.stdin.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      parts.process.once('error', (error) => {
        keep(error.message);
        this.#ended = true;
        resolve();
      });
      parts.process.once('close', () => {
        this.#ended = true;
        resolve();
      });
    });
  }

  /** host:port, the authority of `vscode-remote:` addresses. */
  get authority(): string {
    return `127.0.0.1:${String(this.#port)}`;
  }

  /** The address of the server's window, without a folder. */
  get url(): string {
    return `http://${this.authority}/`;
  }

  /** False once the server has ended, by itself or not. */
  get isRunning(): boolean {
    return !this.#ended;
  }

  /**
   * Waits until the server listens.
   * @throws Error with the end of its output, if it ends or `timeoutMs` pass before.
   */
  async listening(timeoutMs: number): Promise<void> {
    const until = Date.now() + timeoutMs;
    while (this.#port === 0) {
      const said = /Extension host agent listening on (\d+)/.exec(this.#output)?.[1];
      if (said !== undefined) this.#port = Number(said);
      else if (this.#ended) throw new Error(`VS Code's server ended at once:\n${this.#output}`);
      else if (Date.now() > until) throw new Error(`VS Code's server does not listen:\n${this.#output}`);
      else await sleep(50);
    }
  }

  /** The settings as they were written last. */
  get settings(): CodeSettings {
    return this.#settings;
  }

  /** Changes settings. An open window is sure to have them after a reload only: it misses most changes of the file. */
  async changeSettings(change: CodeSettings): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    await writeSettings(this.#settingsFiles, this.#settings);
  }

  /** The end of what the server wrote to its standard output and error, 64 KB at most. */
  output(): string {
    return this.#output;
  }

  /** The last `lines` lines of each log file of the extension hosts, the extension's own channels included. */
  async logTail(lines = 60): Promise<string> {
    const names = await readdir(this.logsDir, { recursive: true }).catch((): string[] => []);
    const parts: string[] = [];
    for (const name of names.filter((found) => /exthost\d*\/.*\.log$/.test(found)).sort()) {
      const text = (await readFile(join(this.logsDir, name), 'utf8').catch(() => '')).trimEnd();
      if (text !== '') parts.push(`--- ${name}\n${text.split('\n').slice(-lines).join('\n')}`);
    }
    return parts.join('\n');
  }

  /** Ends the server with its extension hosts at once, and removes its folders. */
  async stop(): Promise<void> {
    this.#process.stdin.destroy();
    await this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
