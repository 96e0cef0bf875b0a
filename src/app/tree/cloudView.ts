import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import { VIEWS } from '../ids';
import { cloudNodes } from './cloudNodes';
import { NodeTree } from './nodeTree';

/** The ElastiCache view. AWS is asked only while it is visible, and only in a trusted workspace: a profile may run a program. */
export function cloudView({ cloud, log }: Pick<Desk, 'cloud' | 'log'>): vscode.Disposable {
  const tree = new NodeTree(
    () => {
      if (!vscode.workspace.isTrusted) return [];
      inBackground(log, 'Listing caches', cloud.ensure());
      return cloudNodes(cloud);
    },
    (subject) => {
      inBackground(log, 'Listing snapshots', cloud.ensureDetails(subject));
    },
  );
  const refresh = (): void => {
    tree.refresh();
  };
  return vscode.Disposable.from(
    tree,
    vscode.window.createTreeView(VIEWS.caches, { treeDataProvider: tree, showCollapseAll: true }),
    cloud.onDidChange(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
  );
}
