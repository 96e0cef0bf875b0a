import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import { VIEWS } from '../ids';
import { NodeTree } from '../tree/nodeTree';
import type { OpenedCloud } from './openCloud';

/** The ElastiCache view. AWS is asked only while it is visible, and only in a trusted workspace: a profile may run a program. */
export function cloudView({ openCloud, log }: Pick<Desk, 'openCloud' | 'log'>): { dispose: () => void } {
  const subscriptions: { dispose: () => unknown }[] = [];
  let opened: OpenedCloud | undefined;
  const tree = new NodeTree(
    () => {
      if (!vscode.workspace.isTrusted) return [];
      if (opened === undefined) {
        inBackground(log, 'Opening the view of ElastiCache', open());
        return [];
      }
      inBackground(log, 'Listing caches', opened.cloud.ensure());
      return opened.rows();
    },
    (wanted) => {
      if (opened !== undefined) inBackground(log, 'Asking AWS', opened.cloud.details.ensure(wanted));
    },
    async (more, signal) => (await opened?.complete(more, signal)) ?? '',
  );
  let barEnds: (() => void) | undefined;
  const refresh = (): void => {
    tree.refresh();
    // The editor's own bar at the head of the view, while AWS is being asked.
    if (opened?.cloud.loading === true && barEnds === undefined) {
      const whole = new Promise<void>((resolve) => (barEnds = resolve));
      inBackground(
        log,
        'Showing progress',
        vscode.window.withProgress({ location: { viewId: VIEWS.caches } }, () => whole),
      );
    } else if (opened?.cloud.loading === false) {
      barEnds?.();
      barEnds = undefined;
    }
  };
  const open = async (): Promise<void> => {
    const found = await openCloud();
    if (opened !== undefined) return;
    opened = found;
    subscriptions.push(found.cloud, found.cloud.onDidChange(refresh));
    refresh();
  };
  subscriptions.push(
    tree,
    vscode.window.createTreeView(VIEWS.caches, { treeDataProvider: tree, showCollapseAll: true }),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
  );
  return {
    dispose: () => {
      barEnds?.();
      for (const one of subscriptions) one.dispose();
    },
  };
}
