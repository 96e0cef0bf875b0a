import { spawn } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const folder = join(root, 'out', 'bench');
const mostMs = 600_000;

/** What a program used from its start to its end. */
export interface Use {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** How a program ended. */
export interface Ended {
  readonly seconds: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Null if it was killed. */
  readonly use: Use | null;
}

/** The programs that can be run: our own command line and those of `test/bench/programs`. */
export type ProgramName = 'cli' | 'migrate' | 'pipeline';

/** Bundles the programs, as our own is, and keeps a copy of ours, which others may build anew meanwhile. */
export async function buildPrograms(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(join(root, 'dist', 'cli.mjs'), join(folder, 'cli.mjs'));
  const require = 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);';
  await build({
    entryPoints: ['meter', 'migrate', 'pipeline', 'delayProxy'].map((name) =>
      join(here, 'programs', `${name}.ts`),
    ),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: require },
    logLevel: 'warning',
  });
}

/** Runs a program to its end, ten minutes at most, and tells what it took. */
export async function runProgram(name: ProgramName, args: readonly string[]): Promise<Ended> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', join(folder, 'meter.mjs'), join(folder, `${name}.mjs`), ...args],
    { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const late = setTimeout(() => child.kill('SIGKILL'), mostMs);
  const outputs: readonly (Readable | null)[] = [child.stdout, child.stderr, child.stdio[3] as Readable];
  const said = outputs.map(text);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  clearTimeout(late);
  const [stdout = '', stderr = '', use = ''] = await Promise.all(said);
  return { seconds, code, stdout, stderr, use: use === '' ? null : (JSON.parse(use) as Use) };
}

/** Starts the delaying proxy before a port; it lives in a process of its own. */
export async function startDelay(
  port: number,
  milliseconds: number,
): Promise<{ readonly port: number; stop(): void }> {
  const child = spawn(
    process.execPath,
    [join(folder, 'delayProxy.mjs'), String(port), String(milliseconds)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  while (!said.endsWith('\n')) {
    if (child.exitCode !== null) throw new Error('the delaying proxy did not start');
    await sleep(10);
  }
  return { port: Number(said), stop: () => child.kill() };
}

async function text(stream: Readable | null): Promise<string> {
  let whole = '';
  for await (const chunk of stream?.setEncoding('utf8') ?? []) whole += String(chunk);
  return whole;
}
