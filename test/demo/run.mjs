// `npm run demo`: a migration from Redis 8.0 to Valkey 8.1 on this machine, from nothing. `--code` opens both in VS Code.
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
step('--import', 'tsx', process.argv.includes('--code') ? 'test/demo/demoCode.ts' : 'test/demo/demo.ts');
