import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const keptLines = 40;

/**
 * Installs one npm package, given as `name` and exact `version`, into `folder`, with its install scripts
 * allowed whatever this machine's npm thinks of scripts, and with `env` on top of this process's environment.
 * @throws Error with the last lines that npm wrote.
 */
export async function npmInstall(
  folder: string,
  name: string,
  version: string,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  // npm 11 refuses install scripts of packages that are not named here; older ones ignore the field.
  const manifest = { private: true, allowScripts: { [name]: true } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const args = [
    'install',
    `${name}@${version}`,
    '--save-exact',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--ignore-scripts=false',
    '--omit=dev',
    '--include=optional',
    '--foreground-scripts',
    '--global=false',
    '--loglevel=error',
    `--prefix=${folder}`,
  ];
  await new Promise<void>((resolve, reject) => {
    const npm = spawn('npm', args, {
      cwd: folder,
      env: { ...withoutNpmRun(process.env), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let lines: string[] = [];
    const keep = (chunk: string): void => {
      lines = [...lines, ...chunk.split('\n').filter((line) => line.trim() !== '')].slice(-keptLines);
    };
    npm.stdout.setEncoding('utf8').on('data', keep);
    npm.stderr.setEncoding('utf8').on('data', keep);
    npm.once('error', (error) => {
      reject(new Error(`npm could not be started: ${error.message}. Put npm on PATH.`));
    });
    npm.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`npm install ${name}@${version} ended with ${String(code)}:\n${lines.join('\n')}`));
    });
  });
}

/** What `npm test` sets for its children would tell the inner npm about the outer package. */
function withoutNpmRun(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const outer =
    /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|prefix|global|ignore_scripts|user_agent)$|npm_(node_)?execpath$|NODE_OPTIONS$)/i;
  return Object.fromEntries(Object.entries(env).filter(([key]) => !outer.test(key)));
}
