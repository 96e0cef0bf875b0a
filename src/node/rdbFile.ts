import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';

const PART_BYTES = 1 << 20;

/** A file that is read from its beginning to its end. */
export interface OpenRdb {
  /** null where that is not known, as of a pipe. */
  readonly bytes: number | null;
  /** Its content, once; a part is overwritten when the next but one is read. @throws Failure `file.unreadable` */
  parts(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** Opens an RDB file to read it. @throws Failure `file.unreadable` */
export async function openRdbFile(path: string): Promise<OpenRdb> {
  const file = await reading(path, open(path, 'r'));
  try {
    const stat = await reading(path, file.stat());
    if (stat.isDirectory()) throw unreadable(path, t('it is a folder'));
    const bytes = stat.isFile() ? stat.size : null;
    return { bytes, parts: () => partsOf(path, file), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** While one part is looked at, the next one is read. */
async function* partsOf(path: string, file: FileHandle): AsyncGenerator<Uint8Array> {
  let [buffer, other] = [new Uint8Array(PART_BYTES), new Uint8Array(PART_BYTES)];
  let next = file.read(buffer, 0, PART_BYTES);
  // An error is thrown when it is awaited; until then, or when nobody asks for more, it must not count as unhandled.
  next.catch(() => undefined);
  try {
    for (;;) {
      const { bytesRead } = await reading(path, next);
      if (bytesRead === 0) return;
      const part = buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer];
      next = file.read(buffer, 0, PART_BYTES);
      next.catch(() => undefined);
      yield part;
    }
  } finally {
    await next.catch(() => undefined);
  }
}

async function reading<Value>(path: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw unreadable(
      path,
      error instanceof Error && 'code' in error ? String(error.code) : t('unknown error'),
      error,
    );
  }
}

function unreadable(path: string, why: string, cause?: unknown): Failure {
  return new Failure(
    'file.unreadable',
    {
      what: t('Could not read {0}', path),
      why,
      next: t('Name a file that exists and that you may read.'),
    },
    cause,
  );
}
