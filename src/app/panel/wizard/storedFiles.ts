import * as vscode from 'vscode';
import type { TextFiles } from './keptFindings';

/**
 * Files in a folder of the extension's own.
 * @param isLive whether a file of that name still belongs to something: the others are removed as one is written
 */
export function storedFiles(folder: vscode.Uri, isLive: (name: string) => boolean): TextFiles {
  const { fs } = vscode.workspace;
  return {
    read: async (name) => {
      try {
        return new TextDecoder().decode(await fs.readFile(vscode.Uri.joinPath(folder, name)));
      } catch {
        return null;
      }
    },
    write: async (name, text) => {
      await fs.createDirectory(folder);
      await fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
      for (const [other] of await fs.readDirectory(folder)) {
        if (other !== name && !isLive(other)) await fs.delete(vscode.Uri.joinPath(folder, other));
      }
    },
  };
}
