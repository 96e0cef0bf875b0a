import { spawn } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CopyResult } from '../../src/core/model/run';
import type { VerifyResult } from '../../src/core/model/verification';
import { formatBytes, formatCount, formatDuration } from '../../src/core/report/format';
import { startPair } from './pair';
import type { Pair } from './pair';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.mjs');

const pair = await startPair();
process.once('SIGINT', () => process.exit(130));
try {
  process.exitCode = await demonstrate(pair);
} finally {
  await pair.stop();
}

/** Shows the problem, then the product's own check, copy and verify. 0 if all went as it should. */
async function demonstrate({ source, target, filled }: Pair): Promise<number> {
  console.log(`\nA plain RESTORE on Valkey answers: ${await plainRestore({ source, target })}`);
  const folder = await mkdtemp(join(tmpdir(), 'elasticache-migrator-demo-'));
  const ends = ['--source', source.url, '--target', target.url];
  const copied = join(folder, 'copy.json');
  const verified = join(folder, 'verify.json');
  await runCli('check', ...ends);
  await runCli('copy', ...ends, '--report', copied);
  await runCli('verify', ...ends, '--report', verified);
  const copy = JSON.parse(await readFile(copied, 'utf8')) as CopyResult;
  const verify = JSON.parse(await readFile(verified, 'utf8')) as VerifyResult;
  const lost = copy.losses.reduce((sum, { count }) => sum + count, 0);
  const rate = formatCount(copy.keys.copied / copy.seconds);
  summary([
    ['keys in the source', formatCount(filled.keys)],
    [
      'keys copied',
      `${formatCount(copy.keys.copied)} (${formatBytes(copy.bytes)}) in ${formatDuration(copy.seconds)}, ${rate} keys/s`,
    ],
    ['keys quarantined', formatCount(copy.keys.quarantined)],
    ['function libraries', formatCount(copy.functions)],
    ['hashes that lost field TTLs', `${formatCount(lost)} (Valkey 8.1 has none; declared by the check)`],
    ['differences found by verify', formatCount(verify.differencesTotal)],
    ['reports', folder],
  ]);
  const whole =
    copy.keys.copied === filled.keys && verify.differencesTotal === 0 && lost === filled.hashesWithFieldTtl;
  if (!whole) console.log('\nThis is not what the demonstration should show: please report it.');
  return whole ? 0 : 1;
}

async function plainRestore({ source, target }: Pick<Pair, 'source' | 'target'>): Promise<string> {
  const reader = await source.client();
  const writer = await target.client();
  const key = (await reader.randomkey()) ?? '';
  const payload = await reader.dumpBuffer(key);
  try {
    await writer.restore('probe', 0, payload);
    return 'OK';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs the product's command line as a user would, and shows it. Its exit code 1 means: finished, but with losses. */
function runCli(...args: string[]): Promise<void> {
  console.log(`\n$ elasticache-migrator ${args.join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 || code === 1) resolve();
      else reject(new Error(`elasticache-migrator ${args[0] ?? ''} ended with ${String(code)}`));
    });
  });
}

function summary(rows: readonly (readonly [string, string])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(`\n${'-'.repeat(78)}`);
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
  console.log('-'.repeat(78));
}
