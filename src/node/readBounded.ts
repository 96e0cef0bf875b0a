import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1 << 16;

/**
 * The bytes of a file, or of a pipe. What is not a small file at all, such as a device that never ends, is not read on.
 * @param most bytes to take
 * @throws the system's error; one of the code `EFBIG` when there are more
 */
export function readBounded(path: string, most: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks);
      total += count;
      if (total > most) throw Object.assign(new Error('the file is too large'), { code: 'EFBIG' });
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}
