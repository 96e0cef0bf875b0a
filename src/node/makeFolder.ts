import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, for their owner only. Node's own way never comes to an end where a
 * folder that exists answers that it does not, as /proc does.
 * @throws the system's error
 */
export async function makeFolder(path: string): Promise<void> {
  if (await made(path)) return;
  await makeFolder(dirname(path));
  if (!(await made(path)))
    throw Object.assign(new Error(`no folder can be made at ${path}`), { code: 'ENOENT' });
}

/** False when the folder above it is missing. */
async function made(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return true;
    if (code === 'ENOENT' && dirname(path) !== path) return false;
    throw error;
  }
}
