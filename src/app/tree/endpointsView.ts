import * as vscode from 'vscode';
import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import { VIEWS } from '../ids';
import { endpointDrag } from './endpointDrag';
import { endpointNode } from './endpointNodes';
import { NodeTree } from './nodeTree';

/** The Endpoints view. The editor asks for rows only while it is visible, and only then are servers asked. */
export function endpointsView(desk: Pick<Desk, 'endpoints' | 'profiles' | 'log'>): vscode.Disposable {
  const tree = new NodeTree(() =>
    desk.endpoints.list().map((endpoint) => {
      if (!vscode.workspace.isTrusted) return endpointNode(endpoint, { kind: 'restricted' });
      inBackground(desk.log, 'Profiling', desk.profiles.ensure(endpoint));
      return endpointNode(endpoint, desk.profiles.state(endpoint.id));
    }),
  );
  const refresh = (): void => {
    tree.refresh();
  };
  return vscode.Disposable.from(
    tree,
    vscode.window.createTreeView(VIEWS.endpoints, {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: endpointDrag,
    }),
    desk.endpoints.onDidChange(refresh),
    desk.profiles.onDidChange(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
  );
}
