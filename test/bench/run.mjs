// `npm run bench`: how fast a copy is, beside the usual ways, on this machine. `--help` tells the options.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from '../lab/installDependencies.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
await installDependencies(root);

const step = (...args) => {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(signal === 'SIGINT' ? 130 : (status ?? 1));
};
step('esbuild.mjs');
step('--import', 'tsx', 'test/bench/bench.ts', ...process.argv.slice(2));
