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

  /**
   * @param want is told what is `wanted` beneath a row that is opened
   * @param complete gives what a tooltip gets `more`, as Markdown; it may throw when the signal aborts
   */
  constructor(
    private readonly roots: () => readonly Node[],
    private readonly want: (wanted: string) => void = () => undefined,
    private readonly complete?: (more: string, signal: AbortSignal) => Promise<string>,
  ) {}

  getTreeItem(node: Node): vscode.TreeItem {
    return renderNode(node);
  }

  /** Called when somebody looks at a row whose tooltip is not whole. What is given up is asked for again the next time. */
  async resolveTreeItem(
    item: vscode.TreeItem,
    node: Node,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    if (node.more === undefined || this.complete === undefined) return item;
    const cancel = new AbortController();
    const listening = token.onCancellationRequested(() => {
      cancel.abort();
    });
    if (token.isCancellationRequested) cancel.abort();
    try {
      const more = await this.complete(node.more, cancel.signal);
      item.tooltip = new vscode.MarkdownString([node.tooltip ?? '', more].join('\n\n'));
    } catch (error) {
      if (!cancel.signal.aborted) throw error;
    } finally {
      listening.dispose();
    }
    return item;
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
