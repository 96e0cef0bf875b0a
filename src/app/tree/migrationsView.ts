import * as vscode from 'vscode';
import type { Runs } from '../desk/runs';
import { VIEWS } from '../ids';
import { NodeTree } from './nodeTree';
import { runNode } from './runNodes';

/** The Migrations view, and the way to a run in it. */
export class MigrationsView implements vscode.Disposable {
  private readonly tree: NodeTree;
  private readonly view: vscode.TreeView<ReturnType<typeof runNode>>;
  private readonly subscription: { dispose: () => void };

  constructor(private readonly runs: Runs) {
    this.tree = new NodeTree(() => runs.list().map(runNode));
    this.view = vscode.window.createTreeView(VIEWS.migrations, { treeDataProvider: this.tree });
    this.subscription = vscode.Disposable.from(
      runs.onDidChange(() => {
        this.tree.refresh();
      }),
      this.view.onDidChangeVisibility(({ visible }) => {
        // Other processes may have begun, ended or left runs meanwhile.
        if (visible) runs.lookInBackground();
      }),
    );
  }

  async reveal(runId: string): Promise<void> {
    const run = this.runs.find(runId);
    if (run !== undefined) await this.view.reveal(runNode(run), { select: true, focus: true, expand: true });
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.view, this.tree).dispose();
  }
}
