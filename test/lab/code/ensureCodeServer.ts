import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../servers/runCommand';
import { ensureNode24 } from './ensureNode24';
import { installOnce, type Report } from './installOnce';
import { nativeBuild } from './nativeBuild';
import { npmInstall } from './npmInstall';

/** The release of code-server, and the VS Code it holds: the newest pair when this was written. */
const version = '4.139.1';
const codeVersion = '1.139.1';

/** VS Code's server inside the package, past code-server's wrapper, which does not pass test payloads on. */
const serverMain = 'node_modules/code-server/lib/vscode/out/server-main.js';

/** Big, and of no use here: the AI assistant. Without it no test waits for its sign-in either. */
const unused = [
  'extensions/copilot',
  `node_modules/@github/copilot-sdk-${process.platform}-${process.arch}`,
].map((path) => join('node_modules/code-server/lib/vscode', path));

/**
 * The path of VS Code's `server-main.js`, to be run by {@link ensureNode24}'s Node, from npm's `code-server` package
 * in the lab's cache (450 MB, about three minutes the first time, since its native modules are built).
 * @throws Error with the end of npm's output if the install fails, or which names a missing build tool.
 */
export async function ensureCodeServer(report: Report = () => undefined): Promise<string> {
  const bin = await ensureNode24(report);
  const folder = await installOnce(
    `code-server-${version}`,
    async (scratch) => {
      const build = await nativeBuild(scratch, report);
      report(`VS Code ${codeVersion} from npm's code-server ${version}: about three minutes`);
      await npmInstall(scratch, 'code-server', version, {
        ...build,
        PATH: `${bin}:${build['PATH'] ?? process.env['PATH'] ?? ''}`,
        // Native modules must be built against the headers of the very Node that loads them.
        npm_config_nodedir: join(bin, '..'),
      });
      for (const path of unused) await rm(join(scratch, path), { recursive: true, force: true });
      const main = join(scratch, serverMain);
      const said = await runCommand(join(bin, 'node'), [main, '--version']);
      if (!said.startsWith(codeVersion)) throw new Error(`the installed VS Code says ${said}`);
    },
    report,
  );
  return join(folder, serverMain);
}
