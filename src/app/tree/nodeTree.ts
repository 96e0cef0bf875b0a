import * as vscode from 'vscode';
import type { Node } from './node';
import { renderNode } from './renderNode';

/** Changes come in flocks; the eye needs no more than this many milliseconds between two paintings. */
const REPAINT_MS = 150;

/** A tree of rows as plain data. `roots` never throws: what is wrong is a row. */
export class NodeTree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private repaint: NodeJS.Timeout | undefined;

  /** @param want is told what is `wanted` beneath a row that is opened */
  constructor(
    private readonly roots: () => readonly Node[],
    private readonly want: (wanted: string) => void = () => undefined,
  ) {}

  getTreeItem(node: Node): vscode.TreeItem {
    return renderNode(node);
  }

  getChildren(node?: Node): Node[] {
    if (node?.wanted !== undefined) this.want(node.wanted);
    return [...(node === undefined ? this.roots() : node.children)];
  }

  /** The editor asks for this to reveal a row; only roots are ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  /** Paints anew, soon. */
  refresh(): void {
    this.repaint ??= setTimeout(() => {
      this.repaint = undefined;
      this.changed.fire(undefined);
    }, REPAINT_MS);
  }

  dispose(): void {
    clearTimeout(this.repaint);
    this.changed.dispose();
  }
}
