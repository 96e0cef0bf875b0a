import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HostResult, hostResultsVariable, parseHostLines } from './hostResult';
import type { RunningCode } from './runningCode';
import { type CodeOptions, startCode } from './startCode';
import { openWorkbench } from './workbench/openWorkbench';

/** A suite to run inside the extension host. */
export interface HostSuite {
  /** A CommonJS file whose export `run()` runs the tests and writes their results, see test/host/harness.ts. */
  readonly suitePath: string;
  readonly extensionDevelopmentPath: string;
  readonly workspaceFolder: string;
  /** Reach the tests by process.env. */
  readonly env?: NodeJS.ProcessEnv;
  readonly settings?: CodeOptions['settings'];
  /** Hears each test as soon as it has ended. */
  readonly onResult?: (result: HostResult) => void;
  readonly report?: CodeOptions['report'];
}

/** What came of the suite. A suite that did not end counts as one failure more. */
export interface HostOutcome {
  readonly passed: number;
  readonly failed: number;
  readonly results: readonly HostResult[];
}

/** Above the time limits of a test, what stands before it, and what follows it (110 s each), so that the suite itself tells which one hangs. */
export const silenceMs = 350_000;

/**
 * Runs a suite in the extension host of a real VS Code.
 * @throws Error if VS Code cannot be started; a suite that fails or hangs is told in the outcome.
 */
export async function runHostSuite(suite: HostSuite): Promise<HostOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'ecm-host-'));
  const file = join(folder, 'results.jsonl');
  try {
    await using code = await startCode({
      extensionDevelopmentPath: suite.extensionDevelopmentPath,
      workspaceFolder: suite.workspaceFolder,
      testDriver: true,
      env: { ...suite.env, [hostResultsVariable]: file },
      ...(suite.settings === undefined ? {} : { settings: suite.settings }),
      ...(suite.report === undefined ? {} : { report: suite.report }),
    });
    const path = `vscode-remote://${code.authority}${suite.suitePath}`;
    const window = await openWorkbench(code, { payload: [['extensionTestsPath', path]] });
    let results: readonly HostResult[];
    try {
      results = await follow(file, code, suite.onResult ?? (() => undefined));
    } finally {
      await window.close();
    }
    const failed = results.filter((result) => !result.ok).length;
    return { passed: results.length - failed, failed, results };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function follow(
  file: string,
  code: RunningCode,
  onResult: (result: HostResult) => void,
): Promise<HostResult[]> {
  const results: HostResult[] = [];
  let heard = Date.now();
  for (;;) {
    const running = code.isRunning;
    const lines = parseHostLines(await readFile(file, 'utf8').catch(() => ''));
    for (const line of lines.slice(results.length)) {
      if ('end' in line) return results;
      results.push(line);
      onResult(line);
      heard = Date.now();
    }
    const silent = Date.now() - heard > silenceMs;
    if (!running || silent) {
      const why = running ? `said nothing for ${String(silenceMs / 1000)} seconds` : 'is gone';
      const message = `The extension host ${why}.\n${await code.logTail(20)}\n${code.output().slice(-2000)}`;
      const failure = { name: 'the suite ends', ok: false, ms: Date.now() - heard, message };
      onResult(failure);
      return [...results, failure];
    }
    await sleep(100);
  }
}
