import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostResult } from '../lab/code/hostResult';
import { type HostOutcome, runHostSuite } from '../lab/code/runHostSuite';
import { bundleForWorker } from '../lab/code/web/bundleForWorker';
import { runWebSuite } from '../lab/code/web/runWebSuite';
import { writeSummary } from '../lab/code/writeSummary';
import { buildSuite } from './buildSuite.mjs';
import { HOST_ONLY } from './hostEnv';
import { startHostServers } from './hostServers';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const report = (line: string): void => {
  console.error(line);
};

/**
 * Runs the host suite in the lab's VS Code, and that of the browser in its web worker: `npx tsx test/host/run.ts
 * [--json FILE] [--browser] [--only TEXT]`; with `--browser` only that of the browser, with `--only` only the tests in the
 * host whose name holds the text. The extension must have been built. The exit code is 1 if a test failed.
 */
async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--only');
  const only = at === -1 ? undefined : args[at + 1];
  const host = (): Promise<HostOutcome> => inHost(only);
  const suites = args.includes('--browser') ? [inBrowser] : only === undefined ? [host, inBrowser] : [host];
  const results: HostResult[] = [];
  for (const suite of suites) results.push(...(await suite()).results);
  const failures = results.filter(({ ok }) => !ok).map(({ name, message = '' }) => ({ name, message }));
  const failed = failures.length;
  const passed = results.length - failed;
  await writeSummary(args, { passed, failed, failures });
  console.log(`host: ${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function inHost(only: string | undefined): Promise<HostOutcome> {
  const workspaceFolder = await mkdtemp(join(tmpdir(), 'ecm-workspace-'));
  const servers = await startHostServers();
  try {
    return await runHostSuite({
      suitePath: await buildSuite(),
      extensionDevelopmentPath: root,
      workspaceFolder,
      env: { ...servers.env, ...(only === undefined ? {} : { [HOST_ONLY]: only }) },
      onResult: print,
      report,
    });
  } finally {
    await servers.stop();
    await rm(workspaceFolder, { recursive: true, force: true });
  }
}

/** There is no Node in a web worker: what the tests have of it is made up for. */
async function inBrowser(): Promise<HostOutcome> {
  const own = (path: string): string => join(root, 'test/host/web', path);
  const suite = await bundleForWorker(own('index.ts'), { 'node:assert': own('assert.ts') });
  return await runWebSuite({ extensionPath: root, suite, onResult: print, report });
}

function print({ ok, name, ms, message, note }: HostResult): void {
  console.log(
    [
      `${ok ? 'ok    ' : 'FAILED'} ${name} (${String(ms)} ms)`,
      ...(ok ? [] : [message ?? '']),
      ...(note === undefined ? [] : [note]),
    ].join('\n'),
  );
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  await writeSummary(process.argv.slice(2), { passed: 0, failed: 1, failures: [{ name: 'start', message }] });
  process.exitCode = 1;
}
