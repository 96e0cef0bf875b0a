import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeSummary } from '../lab/code/writeSummary';
import { E2eContext, type E2eTest } from './e2eContext';

const here = fileURLToPath(new URL('.', import.meta.url));
const ending = '.e2e.ts';
const defaultTimeoutMs = 10 * 60_000;
/** A window waits more than it computes; more of them make each other late. */
const AT_ONCE = 2;

/**
 * Runs test/e2e/*.e2e.ts, two at a time: `npx tsx test/e2e/run.ts [--json FILE] [part of a file's name ...]`.
 * The extension must have been built. The exit code is 1 if one failed or none was found.
 */
async function main(args: readonly string[]): Promise<number> {
  const json = args.indexOf('--json');
  const parts = args.filter((_arg, index) => json < 0 || (index !== json && index !== json + 1));
  const names = (await readdir(here))
    .filter((name) => name.endsWith(ending))
    .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
    // The wizard takes longest, and would be alone at the end.
    .sort((one, other) => other.localeCompare(one));
  const waiting = [...names];
  const failures: { name: string; message: string }[] = [];
  const runNext = async (): Promise<void> => {
    const file = waiting.shift();
    if (file === undefined) return;
    const started = Date.now();
    const failure = await runFile(file);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${failure === undefined ? 'ok    ' : 'FAILED'} ${file} (${seconds} s)`);
    if (failure !== undefined) {
      console.log(failure.message);
      failures.push(failure);
    }
    await runNext();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  const failed = failures.length;
  const passed = names.length - failed;
  await writeSummary(args, { passed, failed, failures });
  console.log(`e2e: ${String(passed)} passed, ${String(failed)} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function runFile(file: string): Promise<{ name: string; message: string } | undefined> {
  const ctx = await E2eContext.make(file.slice(0, -ending.length));
  let name = file;
  const limit = new AbortController();
  try {
    const test = (await import(pathToFileURL(join(here, file)).href)) as E2eTest;
    name = test.name;
    const timeoutMs = test.timeoutMs ?? defaultTimeoutMs;
    const late = sleep(timeoutMs, undefined, { signal: limit.signal }).then(() => {
      throw new Error(`not done after ${String(timeoutMs / 1000)} seconds`);
    });
    // The one that loses the race still rejects, and nobody else listens.
    late.catch(() => undefined);
    await Promise.race([test.run(ctx), late]);
    return undefined;
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name, message: `${what}\n${await ctx.evidence()}` };
  } finally {
    limit.abort();
    await ctx.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
