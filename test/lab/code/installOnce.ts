import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../cacheFolder';

/** Says what happens, one line at a time. */
export type Report = (line: string) => void;

/** Half an hour: longer than any install takes, also on a slow machine. */
const lockIsStaleAfterMs = 30 * 60_000;
const lockPollMs = 500;

/**
 * Makes `<cache>/code/<name>` once and returns its path. `build` fills a scratch folder and must throw if the
 * result does not work; only then the folder gets its name, in one step, so a half-made one is never found.
 * `build` also gets the final path, for files that must hold it. Other processes wait for the first one.
 * @throws whatever `build` throws.
 */
export async function installOnce(
  name: string,
  build: (scratch: string, final: string) => Promise<void>,
  report: Report,
): Promise<string> {
  const home = join(cacheFolder(), 'code');
  const final = join(home, name);
  if (existsSync(final)) return final;
  await mkdir(home, { recursive: true });
  const unlock = await lock(join(home, `.${name}.lock`), final, report);
  if (unlock === undefined) return final;
  const scratch = await mkdtemp(join(home, `.${name}-`));
  try {
    await build(scratch, final);
    await rename(scratch, final).catch((error: unknown) => {
      // A lock that was taken for stale was not: the other process's result is as good.
      if (!existsSync(final)) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await unlock();
  }
  return final;
}

/** Resolves with the function that unlocks, or with undefined as soon as somebody else has made `final`. */
async function lock(path: string, final: string, report: Report): Promise<(() => Promise<void>) | undefined> {
  for (let waits = 0; ; waits += 1) {
    if (existsSync(final)) return undefined;
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
    } catch (error) {
      if (!isNodeError(error, 'EEXIST')) throw error;
      if (await isStale(path)) {
        await rm(path, { force: true });
        continue;
      }
      if (waits === 0) report(`waiting for another process, which makes ${final} (lock ${path})`);
      await sleep(lockPollMs);
      continue;
    }
    const unlock = async (): Promise<void> => {
      await rm(path, { force: true });
    };
    // The other process may have finished between the look at `final` and the lock.
    if (!existsSync(final)) return unlock;
    await unlock();
    return undefined;
  }
}

async function isStale(path: string): Promise<boolean> {
  const [text, found] = await Promise.all([
    readFile(path, 'utf8').catch(() => undefined),
    stat(path).catch(() => undefined),
  ]);
  // Gone already: the next try to lock decides.
  if (text === undefined || found === undefined) return false;
  if (Date.now() - found.mtimeMs > lockIsStaleAfterMs) return true;
  const pid = Number(text);
  // Created, and its pid not written yet.
  if (!Number.isInteger(pid) || pid <= 0) return Date.now() - found.mtimeMs > 10_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isNodeError(error, 'ESRCH');
  }
}

function isNodeError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
