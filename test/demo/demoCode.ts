import { execFile } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ENDPOINTS_VARIABLE } from '../../src/node/environmentEndpoints';
import { startCode } from '../lab/code/startCode';
import { packageExtension } from '../package/packageExtension';
import { startPair } from './pair';

const pair = await startPair();
const folder = await mkdtemp(join(tmpdir(), 'elasticache-migrator-demo-'));
await mkdir(join(folder, 'workspace'));
const code = await startCode({
  vsix: [await packageExtension()],
  workspaceFolder: join(folder, 'workspace'),
  env: { [ENDPOINTS_VARIABLE]: `demo-redis=${pair.source.url} demo-valkey=${pair.target.url}` },
  report: (line) => process.stderr.write(`${line}\n`),
});
const address = `${code.url}?folder=${encodeURIComponent(code.workspaceFolder)}`;
console.log(`\nVS Code with the extension and both endpoints: ${address}`);
console.log(
  'Open it in a browser, choose ElastiCache Migrator in the activity bar, then Copy Data… on demo-redis.',
);
console.log('Press Ctrl+C to stop VS Code and the servers.');
// Opened for people who sit at this machine; elsewhere the address is enough.
if (process.stdout.isTTY && process.env['DISPLAY'] !== undefined) {
  await promisify(execFile)('xdg-open', [address]).catch(() => undefined);
}
await new Promise<void>((resolve) => {
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});
await code.stop();
await pair.stop();
