import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Checkpoint, Checkpoints } from '../core/copy/checkpoint';
import { Failure } from '../core/model/failure';
import { makeFolder } from './makeFolder';
import { writeRunDocument } from './runDocument';
import type { RunDocument, RunHead } from './runDocument';
import { lockPath, readRun, runPath } from './runFolder';
import { RunLock } from './runLock';
import { t } from '../core/model/t';

/** Which file a run is kept in, as plain data. */
export interface RunFile {
  readonly path: string;
  readonly head: RunHead;
}

/** A run in a file of its own, with the lock that says who carries it out. */
export class KeptRun implements Checkpoints {
  readonly run: string;
  readonly #path: string;
  readonly #head: RunHead;
  /** Null where the lock stays with whoever handed the run over. */
  readonly #lock: RunLock | null;

  private constructor(run: string, path: string, head: RunHead, lock: RunLock | null) {
    this.run = run;
    this.#path = path;
    this.#head = head;
    this.#lock = lock;
  }

  /** Makes room for a new run; its file comes with the first checkpoint. @throws Failure `file.unwritable` */
  static async create(folder: string, head: RunHead): Promise<KeptRun> {
    const path = join(folder, `${head.run}.json`);
    try {
      await makeFolder(folder);
      return new KeptRun(head.run, path, head, await RunLock.take(lockPath(path)));
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /**
   * Takes up a run that was interrupted.
   * @param run what a person calls it: its id, or the path of its file
   * @throws Failure `run.missing`, `run.damaged`, `run.underWay`, `file.unwritable`
   */
  static async resume(
    folder: string,
    run: string,
  ): Promise<{ readonly kept: KeptRun; readonly document: RunDocument }> {
    const path = runPath(folder, run);
    // Nothing is to come into being next to a name that is wrong.
    readRun(path);
    let lock: RunLock;
    try {
      lock = await RunLock.take(lockPath(path));
    } catch (error) {
      throw unwritable(path, error);
    }
    try {
      // What was read before may have been another process's, which has gone on since.
      const document = readRun(path);
      return { kept: new KeptRun(run, path, document, lock), document };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** A run whose lock another thread of this process holds, for as long as this one keeps it. */
  static handed({ path, head }: RunFile): KeptRun {
    return new KeptRun(head.run, path, head, null);
  }

  /**
   * Removes a run that nobody wants to resume. One that is not there is none.
   * @param run its id, or the path of its file
   * @throws Failure `run.underWay` while a process carries it out; `file.unwritable`
   */
  static async discard(folder: string, run: string): Promise<void> {
    const path = runPath(folder, run);
    if (!existsSync(path)) return;
    try {
      // Held meanwhile, so that nobody resumes it just now.
      const lock = await RunLock.take(lockPath(path));
      await rm(path, { force: true }).finally(() => lock.release());
    } catch (error) {
      const { code, why, next } = unwritable(path, error);
      throw new Failure(code, { what: t('Could not remove the run {0}', path), why, next }, error);
    }
  }

  /** To hand the run to another thread. */
  get file(): RunFile {
    const { run, startedAt, source, target } = this.#head;
    return { path: this.#path, head: { run, startedAt, source, target } };
  }

  async save(checkpoint: Checkpoint): Promise<void> {
    const { run, startedAt, source, target } = this.#head;
    const document = { run, startedAt, source, target, savedAt: Date.now(), checkpoint };
    const partial = `${this.#path}.partial`;
    try {
      const file = await open(partial, 'w', 0o600);
      try {
        await file.writeFile(writeRunDocument(document));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, this.#path);
      await syncFolder(dirname(this.#path));
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined);
      throw unwritable(this.#path, error);
    }
  }

  /** Lets others carry the run out. Never throws. */
  async release(): Promise<void> {
    await this.#lock?.release();
  }
}

/** So that the new name, too, outlives a crash of the machine. Not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  if (folder === null) return;
  try {
    await folder.sync().catch(() => undefined);
  } finally {
    await folder.close();
  }
}

function unwritable(path: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure(
    'file.unwritable',
    {
      what: t('Could not keep how far the run has come in {0}', path),
      why: codeOf(error),
      next: t('Name a folder that you may write to, and that has space, by XDG_STATE_HOME.'),
    },
    error,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : t('unknown error');
}
