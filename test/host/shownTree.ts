import * as vscode from 'vscode';
import type { LoadedExtension } from './loadedExtension';
import { until } from './until';

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
): Promise<ShownRow> {
  let rows: readonly ShownRow[] = [];
  return await until(
    async () => {
      rows = await rowsOf(extension, view);
      return rows.find(fits);
    },
    () => `no row fits; shown: ${JSON.stringify(rows)}`,
  );
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
