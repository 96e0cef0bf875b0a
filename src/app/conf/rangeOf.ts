import * as vscode from 'vscode';
import type { TextPlace } from '../../core/model/finding';

/** Where a finding stands, for the editor, which counts from 0; at the beginning when it has no place. */
export function rangeOf({
  line = 1,
  column = 1,
  endLine = line,
  endColumn = column,
}: Partial<TextPlace>): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}
