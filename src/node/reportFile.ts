import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { Failure } from '../core/model/failure';

/** A document that is either written whole or not there. */
export class ReportFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #handle: FileHandle;

  /** The program may end on the spot. */
  readonly #onExit = (): void => {
    rmSync(this.#partial, { force: true });
  };

  private constructor(path: string, partial: string, handle: FileHandle) {
    process.once('exit', this.#onExit);
    this.#path = path;
    this.#partial = partial;
    this.#handle = handle;
  }

  /**
   * Makes sure that it can be written, before the work begins.
   * @throws Failure `file.unwritable`
   */
  static async create(path: string): Promise<ReportFile> {
    try {
      const existing = await stat(path).catch(() => null);
      // Renaming onto a device or a pipe would replace it by a file.
      if (existing?.isFile() === false) throw Object.assign(new Error(), { code: 'it is not a file' });
      // A link is followed, and what it names keeps its permissions; a new report is for its owner only.
      const target = existing === null ? path : await realpath(path);
      const partial = `${target}.${String(process.pid)}.partial`;
      const handle = await open(partial, 'w', 0o600);
      if (existing !== null) await handle.chmod(existing.mode & 0o777);
      return new ReportFile(target, partial, handle);
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /** Writes the document and gives it its name. @throws Failure `file.unwritable` */
  async write(document: unknown): Promise<void> {
    try {
      await this.#handle.writeFile(`${JSON.stringify(document, null, 2)}\n`);
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#partial, this.#path);
      process.off('exit', this.#onExit);
    } catch (error) {
      await this.discard();
      throw unwritable(this.#path, error);
    }
  }

  /** Leaves nothing behind. Never throws. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#partial, { force: true }).catch(() => undefined);
    process.off('exit', this.#onExit);
  }
}

function unwritable(path: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return new Failure(
    'file.unwritable',
    {
      what: `Could not write the report to ${path}`,
      why: code,
      next: 'Choose a file in a folder that exists and has space, and that you may write to.',
    },
    error,
  );
}
