import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Checkpoint, Checkpoints } from '../core/copy/checkpoint';
import { writeRunDocument } from './runDocument';
import type { RunHead } from './runDocument';
import { runUnwritable } from './runUnwritable';

/** Which file a run is kept in, as plain data. */
export interface RunFile {
  readonly path: string;
  readonly head: RunHead;
}

/** A run in a file of its own. Who uses it holds the lock of that run, or is a thread of the process that does. */
export class SavedRun implements Checkpoints {
  readonly run: string;
  readonly #path: string;
  readonly #head: RunHead;

  /** @param run what a person calls it: its id, or the path of its file */
  constructor({ path, head }: RunFile, run = head.run) {
    this.run = run;
    this.#path = path;
    this.#head = head;
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
      throw runUnwritable(this.#path, error);
    }
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
