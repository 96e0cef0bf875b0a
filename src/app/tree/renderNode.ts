import * as vscode from 'vscode';
import type { Node } from './node';

/** The one renderer: a row as the editor wants it. */
export function renderNode(node: Node): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, expansion(node));
  item.id = node.id;
  item.contextValue = node.context;
  item.iconPath = new vscode.ThemeIcon(
    node.icon,
    node.colour === undefined ? undefined : new vscode.ThemeColor(node.colour),
  );
  if (node.description !== undefined) item.description = node.description;
  // The editor asks for the rest of a tooltip only where there is none.
  if (node.tooltip !== undefined && node.more === undefined)
    item.tooltip = new vscode.MarkdownString(node.tooltip);
  if (node.command !== undefined)
    item.command = { command: node.command, title: node.label, arguments: [node] };
  return item;
}

function expansion(node: Node): vscode.TreeItemCollapsibleState {
  if (node.wanted !== undefined) return vscode.TreeItemCollapsibleState.Collapsed;
  if (node.children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return node.expanded === true
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
