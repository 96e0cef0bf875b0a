import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';

/** A lock that is still ours after this is ours. */
const SETTLE_MS = 30;

/** Who holds a lock. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process began, as the system tells; empty where it does not. Numbers of processes are used again. */
  readonly began: string;
}

/** Keeps a second process from carrying out the same run. A process that ended, however, holds nothing. */
export class RunLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /**
   * Takes the lock; what a dead process left is taken over.
   * @throws Failure `run.underWay`; an error of the file system
   */
  static async take(path: string): Promise<RunLock> {
    const own = `${path}.${randomUUID()}`;
    const text = JSON.stringify({ host: hostname(), pid: process.pid, began: began(process.pid), own });
    try {
      // A link comes into being whole: nobody sees a lock that does not say whose it is.
      await writeFile(own, text, { mode: 0o600 });
      for (;;) {
        try {
          await link(own, path);
          // Another process that takes the same dead lock away may have taken ours instead.
          await sleep(SETTLE_MS);
          if ((await readIfThere(path)) === text) return new RunLock(path);
          continue;
        } catch (error) {
          if (codeOf(error) !== 'EEXIST') throw error;
        }
        const found = await readIfThere(path);
        if (found === null) continue;
        if (isHeld(found)) throw underWay(path, found);
        await takeAway(path, found);
      }
    } finally {
      await rm(own, { force: true }).catch(() => undefined);
    }
  }

  /** True while a living process holds the lock of that path, or one of another machine, of which nobody knows here. */
  static isHeld(path: string): boolean {
    try {
      return isHeld(readFileSync(path, 'utf8'));
    } catch {
      return false;
    }
  }

  /** Never throws. */
  async release(): Promise<void> {
    await rm(this.#path, { force: true }).catch(() => undefined);
  }
}

/** Null when it is gone meanwhile. */
async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Takes a dead process's lock away; puts it back if it was another's by then. */
async function takeAway(path: string, found: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== found) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function isHeld(text: string): boolean {
  const holder = parse(text);
  if (holder === null) return false;
  // Whether a process of another machine lives cannot be told from here.
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return holder.began === began(holder.pid);
}

function parse(text: string): Holder | null {
  try {
    const { host, pid, began: since } = JSON.parse(text) as Record<keyof Holder, unknown>;
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof since !== 'string') return null;
    return Number.isInteger(pid) && pid > 0 ? { host, pid, began: since } : null;
  } catch {
    return null;
  }
}

/** Field 22 of Linux's /proc/PID/stat; what stands before may hold blanks and brackets, but only up to the last one. */
function began(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function underWay(path: string, found: string): Failure {
  const { host, pid } = parse(found) ?? { host: '', pid: 0 };
  const here = host === hostname();
  return new Failure('run.underWay', {
    what: t('Could not resume the run'),
    why: here
      ? t('process {0} is carrying it out', pid)
      : t('process {0} of {1} is carrying it out', pid, host),
    next: here ? t('Wait for it to end, or end it.') : t('End it there; if it has ended, remove {0}.', path),
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
