// Runs the host suite in a desktop VS Code, which @vscode/test-electron downloads from Microsoft: `npm run
// test:electron`. Build the extension first. On a Node older than 22 it starts itself again under the lab's Node 24.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
const root = join(self, '../../..');

if (Number(process.versions.node.split('.')[0]) < 22) {
  const { tsImport } = await import('tsx/esm/api');
  const { ensureNode24 } = await tsImport('../lab/code/ensureNode24.ts', import.meta.url);
  const node = join(await ensureNode24(console.error), 'node');
  process.exit(spawnSync(node, [self], { stdio: 'inherit' }).status ?? 1);
}

const { runTests } = await import('@vscode/test-electron');
const { buildSuite } = await import('./buildSuite.mjs');
const { startHostServers } = await (
  await import('tsx/esm/api')
).tsImport('./hostServers.ts', import.meta.url);
const servers = await startHostServers();
const workspace = mkdtempSync(join(tmpdir(), 'ecm-workspace-'));
try {
  await runTests({
    ...(process.env.ECM_VSCODE_VERSION === undefined ? {} : { version: process.env.ECM_VSCODE_VERSION }),
    extensionDevelopmentPath: root,
    extensionTestsPath: await buildSuite(),
    extensionTestsEnv: servers.env,
    launchArgs: [workspace, '--disable-workspace-trust', '--disable-telemetry'],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await servers.stop();
  rmSync(workspace, { recursive: true, force: true });
}
