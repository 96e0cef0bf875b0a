import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runHostSuite } from '../lab/code/runHostSuite';
import { writeSummary } from '../lab/code/writeSummary';
import { buildSuite } from './buildSuite.mjs';
import { startHostServers } from './hostServers';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs the host suite in the lab's VS Code: `npx tsx test/host/run.ts [--json FILE]`. The extension must have been
 * built. The exit code is 1 if a test failed.
 */
async function main(args: readonly string[]): Promise<number> {
  const workspaceFolder = await mkdtemp(join(tmpdir(), 'ecm-workspace-'));
  const servers = await startHostServers();
  try {
    const { passed, failed, results } = await runHostSuite({
      suitePath: await buildSuite(),
      extensionDevelopmentPath: root.replace(/\/$/, ''),
      workspaceFolder,
      env: servers.env,
      onResult: ({ ok, name, ms, message, note }) => {
        console.log(
          [
            `${ok ? 'ok    ' : 'FAILED'} ${name} (${String(ms)} ms)`,
            ...(ok ? [] : [message ?? '']),
            ...(note === undefined ? [] : [note]),
          ].join('\n'),
        );
      },
      report: (line) => {
        console.error(line);
      },
    });
    const failures = results
      .filter((result) => !result.ok)
      .map(({ name, message = '' }) => ({ name, message }));
    await writeSummary(args, { passed, failed, failures });
    console.log(`host: ${String(passed)} passed, ${String(failed)} failed`);
    return failed === 0 && passed > 0 ? 0 : 1;
  } finally {
    await servers.stop();
    await rm(workspaceFolder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  await writeSummary(process.argv.slice(2), { passed: 0, failed: 1, failures: [{ name: 'start', message }] });
  process.exitCode = 1;
}
