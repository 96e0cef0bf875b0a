import type { FoundSource } from '../core/rules/found';
import { lookAtFile } from '../core/rules/lookAtFile';
import { FileLine } from './fileLine';
import { openRdbFile } from './rdbFile';
import { systemClock } from './systemClock';

/**
 * Looks at an RDB file, and shows on a terminal how far it has come.
 * @throws Failure `file.*`, `payload.unsupported`; the signal's reason
 */
export async function readRdbSource(
  path: string,
  signal: AbortSignal,
  stream: NodeJS.WriteStream,
): Promise<FoundSource> {
  const file = await openRdbFile(path);
  const line = new FileLine(stream, file.bytes);
  try {
    return await lookAtFile(path, file.parts(), systemClock.now(), signal, (progress) => {
      line.show(progress);
    });
  } finally {
    line.end();
    await file.close();
  }
}
