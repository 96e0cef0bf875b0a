import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listRuns } from './listRuns';
import type { ListedRun } from './listRuns';
import { lockPath } from './runFolder';
import { RunLock } from './runLock';

/** How long a finished run is kept. */
const KEPT_MS = 30 * 86_400_000;
/** How many finished runs are kept. */
const KEPT_RUNS = 50;

/**
 * Removes runs that finished more than 30 days ago, and of those finished since all but the last 50, with what processes
 * that were killed left in the folder. A run that can be resumed, or is carried out, stays. Never throws.
 * @param now milliseconds since the epoch
 */
export async function pruneRuns(folder: string, now: number): Promise<void> {
  const finished = (await listRuns(folder)).filter(({ state }) => state === 'finished');
  for (const [index, run] of finished.entries()) {
    if (index >= KEPT_RUNS || now - run.savedAt > KEPT_MS) await forget(run);
  }
  for (const name of await readdir(folder).catch(() => [])) {
    if (/\.json\.(partial|lock)(\.[\w-]+)?$/.test(name)) await forgetLeftOver(join(folder, name), now);
  }
}

async function forget({ path }: ListedRun): Promise<void> {
  if (RunLock.isHeld(lockPath(path))) return;
  await rm(path, { force: true }).catch(() => undefined);
}

/** Half a file, or a lock, of a process that was killed. */
async function forgetLeftOver(path: string, now: number): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || now - found.mtimeMs < KEPT_MS) return;
  if (!path.endsWith('.partial') && RunLock.isHeld(path)) return;
  await rm(path, { force: true }).catch(() => undefined);
}
