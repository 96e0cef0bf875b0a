import * as vscode from 'vscode';
import { includeLines, typedPath } from '../../core/conf/paths';
import { CONF_LANGUAGE } from '../ids';
import type { ConfFiles } from './confFiles';
import { t } from '../../core/model/t';

const AGAIN: vscode.Command = { command: 'editor.action.triggerSuggest', title: t('Complete the path') };
const TOOLTIP = t(
  'Open the included file. A relative path is one from the folder that the server is started in; this looks beside the file.',
);

/** Paths complete, and an included file that is there can be opened. */
export function confPaths(files: ConfFiles): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      CONF_LANGUAGE,
      {
        async provideCompletionItems(text, position) {
          const typed = typedPath(text.lineAt(position.line).text, position.character);
          if (typed === null || text.isUntitled) return [];
          const range = new vscode.Range(position.line, typed.start, position.line, position.character);
          const names = await namesIn(from(text.uri, [typed.folder]));
          return names.map(([name, type]) => itemOf(name, type, range));
        },
      },
      '/',
    ),
    vscode.languages.registerDocumentLinkProvider(CONF_LANGUAGE, {
      async provideDocumentLinks(text) {
        if (text.isUntitled) return [];
        const links = includeLines(files.of(text).document).map(async ({ line, start, end, steps }) => {
          const target = from(text.uri, steps);
          if (!(await isFile(target))) return [];
          const link = new vscode.DocumentLink(new vscode.Range(line, start, line, end), target);
          link.tooltip = TOOLTIP;
          return [link];
        });
        return (await Promise.all(links)).flat();
      },
    }),
  );
}

/** A path on the server as one beside a file of the editor; an absolute one is the same in both. */
function from(uri: vscode.Uri, steps: readonly string[]): vscode.Uri {
  return steps.reduce(
    (at, step) => (step.startsWith('/') ? uri.with({ path: step }) : vscode.Uri.joinPath(at, step)),
    vscode.Uri.joinPath(uri, '..'),
  );
}

/** Names that need no quotes; none where the folder cannot be read. */
async function namesIn(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    const names = await vscode.workspace.fs.readDirectory(folder);
    return names.filter(([name]) => !/[\s"'\\]/.test(name));
  } catch {
    return [];
  }
}

function itemOf(name: string, type: vscode.FileType, range: vscode.Range): vscode.CompletionItem {
  const isFolder = (type & vscode.FileType.Directory) !== 0;
  const kind = isFolder ? vscode.CompletionItemKind.Folder : vscode.CompletionItemKind.File;
  const item = new vscode.CompletionItem(isFolder ? `${name}/` : name, kind);
  item.range = range;
  if (isFolder) item.command = AGAIN;
  return item;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
