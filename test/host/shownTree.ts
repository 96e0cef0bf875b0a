import * as vscode from 'vscode';
import { sleep } from './answers';
import type { LoadedExtension } from './loadedExtension';

/** A row as the editor gets it, with the rows beneath. */
export interface ShownRow {
  readonly label: string;
  readonly description: string;
  readonly context: string;
  readonly id: string;
  /** What commands on the row are given. */
  readonly element: unknown;
  readonly children: readonly ShownRow[];
}

/** Every row of a view. */
export async function rowsOf({ views }: LoadedExtension, view: string): Promise<ShownRow[]> {
  const provider = views.get(view);
  if (provider === undefined) throw new Error(`no view ${view}`);
  return await below(provider, undefined);
}

/** Waits for the first row of a view that fits. @throws Error when there is none in time. */
export async function rowWith(
  extension: LoadedExtension,
  view: string,
  fits: (row: ShownRow) => boolean,
  timeoutMs = 15_000,
): Promise<ShownRow> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const rows = await rowsOf(extension, view);
    const row = rows.find(fits);
    if (row !== undefined) return row;
    if (Date.now() > until) throw new Error(`no row fits; shown: ${JSON.stringify(rows)}`);
    await sleep(20);
  }
}

async function below(provider: vscode.TreeDataProvider<unknown>, parent: unknown): Promise<ShownRow[]> {
  const elements = (await provider.getChildren(parent)) ?? [];
  return await Promise.all(
    elements.map(async (element) => {
      const item = await provider.getTreeItem(element);
      return {
        label: typeof item.label === 'string' ? item.label : '',
        description: typeof item.description === 'string' ? item.description : '',
        context: item.contextValue ?? '',
        id: item.id ?? '',
        element,
        children:
          item.collapsibleState === vscode.TreeItemCollapsibleState.None
            ? []
            : await below(provider, element),
      };
    }),
  );
}
