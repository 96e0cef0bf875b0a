import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes VS Code take the extension in `folder` for an installed one, by a link among the installed extensions. VS Code
 * finds it when it lists that folder for the first time.
 * @throws Error if the folder's package.json lacks a publisher, a name or a version.
 */
export async function linkExtension(folder: string, extensionsDir: string): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { publisher, name, version } = (manifest ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof publisher !== 'string' || typeof name !== 'string' || typeof version !== 'string') {
    throw new Error(`${folder}/package.json is no extension's: it needs publisher, name and version`);
  }
  await symlink(folder, join(extensionsDir, `${publisher}.${name}-${version}`.toLowerCase()));
}
