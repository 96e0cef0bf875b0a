import * as vscode from 'vscode';
import { COMMANDS, VIEWS } from '../ids';
import type { Node } from './node';

/** The editor's own kind of a row that is dragged within a view. */
const MIME = `application/vnd.code.tree.${VIEWS.endpoints.toLowerCase()}`;

/** An endpoint that is dragged onto another one begins a migration: from the one that is dragged. */
export const endpointDrag: vscode.TreeDragAndDropController<Node> = {
  dragMimeTypes: [MIME],
  dropMimeTypes: [MIME],
  handleDrag(nodes, transfer) {
    const [node] = nodes;
    if (node !== undefined && isEndpoint(node)) transfer.set(MIME, new vscode.DataTransferItem(node.subject));
  },
  async handleDrop(onto, transfer) {
    const subject: unknown = transfer.get(MIME)?.value;
    if (onto === undefined || !isEndpoint(onto) || typeof subject !== 'string') return;
    if (subject === onto.subject) return;
    await vscode.commands.executeCommand(COMMANDS.newMigration, { subject, target: onto.subject });
  },
};

function isEndpoint({ context }: Node): boolean {
  return context.startsWith('endpoint.');
}
