import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject } from 'vitest';

/** No test waits longer for the command line; one that does counts as hung. */
const HANGS_MS = 150_000;

/** What a run of the command line left behind. */
export interface CliRun {
  /** null when it had to be killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A run under way. */
export interface StartedCli {
  readonly child: ChildProcess;
  readonly done: Promise<CliRun>;
}

/** Settings of a run. */
export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Of 512 bytes each: a file that would become larger cannot be written, as on a disk that is full. */
  readonly fileBlocks?: number;
}

/** Where the runs of a test file are kept, unless it says where. */
const home = mkdtempSync(join(tmpdir(), 'ecm-cli-home-'));
process.once('exit', () => {
  rmSync(home, { recursive: true, force: true });
});

/** Runs the command line as a user does, bundled, as a program of its own. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return (await startCli(args, options)).done;
}

/** Starts the command line without waiting for its end. */
export function startCli(args: readonly string[], options: CliOptions = {}): Promise<StartedCli> {
  const file = inject('cli');
  const begin = Date.now();
  const { fileBlocks } = options;
  const limit = fileBlocks === undefined ? [] : ['-c', 'ulimit -f "$0" && exec "$@"', String(fileBlocks)];
  const words = [...limit, ...(fileBlocks === undefined ? [] : [process.execPath]), file, ...args];
  const child = spawn(fileBlocks === undefined ? process.execPath : '/bin/sh', words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], XDG_STATE_HOME: join(home, 'state'), ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  return Promise.resolve({ child, done: finish(child, begin) });
}

async function finish(child: ChildProcess, begin: number): Promise<CliRun> {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  }
  const hung = setTimeout(() => child.kill('SIGKILL'), HANGS_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(hung);
  return { code, ...output, seconds: (Date.now() - begin) / 1000 };
}

/**
 * Holds a run against its exit code, and against what no run may show: a hang, a stack, a warning of Node.
 * @returns the run.
 */
export function expectExit(run: CliRun, code: number): CliRun {
  expect(run, `${run.stdout}\n${run.stderr}`).toMatchObject({ code });
  expect(run.stderr).not.toMatch(/^\s+at |unhandled|DeprecationWarning|ExperimentalWarning/im);
  return run;
}

/** What a run said on stderr, but for how a copy can be resumed. */
export function toldBy({ stderr }: Pick<CliRun, 'stderr'>): string {
  return stderr.replace(/^Run ([\w-]+)\. If it is interrupted: elasticache-migrator copy --resume \1\n/m, '');
}

/** The one JSON document of standard output. */
export function documentOf(run: CliRun): unknown {
  expect(run.stdout.trimEnd().split('\n'), run.stderr).toHaveLength(1);
  return JSON.parse(run.stdout) as unknown;
}
