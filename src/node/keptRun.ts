import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';
import { makeFolder } from './makeFolder';
import type { RunDocument, RunHead } from './runDocument';
import { lockPath, readRun, runPath } from './runFolder';
import { RunLock } from './runLock';
import { runUnwritable } from './runUnwritable';
import { SavedRun } from './savedRun';
import type { RunFile } from './savedRun';

/** A run in a file of its own, with the lock that says who carries it out. */
export class KeptRun extends SavedRun {
  readonly #lock: RunLock;

  private constructor(file: RunFile, lock: RunLock, run?: string) {
    super(file, run);
    this.#lock = lock;
  }

  /** Makes room for a new run; its file comes with the first checkpoint. @throws Failure `file.unwritable` */
  static async create(folder: string, head: RunHead): Promise<KeptRun> {
    const path = join(folder, `${head.run}.json`);
    try {
      await makeFolder(folder);
      return new KeptRun({ path, head }, await RunLock.take(lockPath(path)));
    } catch (error) {
      throw runUnwritable(path, error);
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
      throw runUnwritable(path, error);
    }
    try {
      // What was read before may have been another process's, which has gone on since.
      const document = readRun(path);
      return { kept: new KeptRun({ path, head: document }, lock, run), document };
    } catch (error) {
      await lock.release();
      throw error;
    }
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
      const { code, why, next } = runUnwritable(path, error);
      throw new Failure(code, { what: t('Could not remove the run {0}', path), why, next }, error);
    }
  }

  /** Lets others carry the run out. Never throws. */
  async release(): Promise<void> {
    await this.#lock.release();
  }
}
