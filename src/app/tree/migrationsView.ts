import * as vscode from 'vscode';
import type { EndpointStore } from '../desk/endpointStore';
import type { Migrations } from '../desk/migrations';
import { provenSince } from '../desk/provenSince';
import type { Runs } from '../desk/runs';
import { strangeEnd } from '../desk/checkEnd';
import { VIEWS } from '../ids';
import { migrationNode, strangersNode } from './migrationNodes';
import type { Node } from './node';
import { NodeTree } from './nodeTree';
import { runNode } from './runNodes';

/** The Migrations view, and the way to a run in it. A migration whose run is in the list stands there as that run. */
export class MigrationsView implements vscode.Disposable {
  private readonly tree: NodeTree;
  private readonly view: vscode.TreeView<Node>;
  private readonly subscription: { dispose: () => void };

  constructor(
    private readonly runs: Runs,
    migrations: Migrations,
    endpoints: EndpointStore,
  ) {
    this.tree = new NodeTree(() => rows(runs, migrations, endpoints));
    this.view = vscode.window.createTreeView(VIEWS.migrations, { treeDataProvider: this.tree });
    const refresh = (): void => {
      this.tree.refresh();
    };
    this.subscription = vscode.Disposable.from(
      runs.onDidChange(refresh),
      migrations.onDidChange(refresh),
      endpoints.onDidChange(refresh),
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

/** Newest first. */
function rows(runs: Runs, migrations: Migrations, endpoints: EndpointStore): Node[] {
  const listed = runs.list();
  const ids = new Set(listed.map(({ id }) => id));
  const kept = migrations.list();
  const drafts = kept.filter(({ runId }) => runId === null || !ids.has(runId));
  const strangers = migrations.strangers();
  return [
    ...[
      ...listed.map((run) => ({ at: run.startedAt, node: runNode(provenSince(run, kept)) })),
      ...drafts.map((migration) => ({
        at: migration.changedAt,
        node: migrationNode(migration, (id) => (strangeEnd(id) ?? endpoints.find(id))?.name),
      })),
    ]
      .sort((one, other) => other.at - one.at)
      .map(({ node }) => node),
    ...(strangers === 0 ? [] : [strangersNode(strangers)]),
  ];
}
