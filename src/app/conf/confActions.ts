import * as vscode from 'vscode';
import type { ConfFinding, TextEdit } from '../../core/model/confReport';
import { CONF_LANGUAGE } from '../ids';
import type { ConfFiles } from './confFiles';
import { rangeOf } from './rangeOf';
import { t } from '../../core/model/t';

/** A finding that can be mended. */
type Mendable = ConfFinding & { readonly edit: TextEdit };

/** Quick fixes on redis.conf: one for each finding that can be mended, and one for all of the file. */
export function confActions(files: ConfFiles): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(text, range, { diagnostics, only }) {
      const mendable = files.check(text).findings.filter(isMendable);
      const here = mendable.filter((finding) => rangeOf(finding).intersection(range) !== undefined);
      const fixes = wants(only, vscode.CodeActionKind.QuickFix)
        ? here.map((finding) => fixOf(text, finding, diagnostics))
        : [];
      const apart = notOverlapping(mendable);
      const all = (kind: vscode.CodeActionKind): vscode.CodeAction => {
        const action = new vscode.CodeAction(t('Fix all that can be fixed ({0})', apart.length), kind);
        action.edit = editOf(text, apart);
        return action;
      };
      return [
        ...fixes,
        ...(fixes.length > 0 && apart.length > 1 ? [all(vscode.CodeActionKind.QuickFix)] : []),
        ...(apart.length > 0 && only?.contains(vscode.CodeActionKind.SourceFixAll) === true
          ? [all(vscode.CodeActionKind.SourceFixAll)]
          : []),
      ];
    },
  };
  return vscode.languages.registerCodeActionsProvider(CONF_LANGUAGE, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.SourceFixAll],
  });
}

function wants(only: vscode.CodeActionKind | undefined, kind: vscode.CodeActionKind): boolean {
  return only === undefined || only.contains(kind);
}

function fixOf(
  text: vscode.TextDocument,
  finding: Mendable,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(finding.edit.title, vscode.CodeActionKind.QuickFix);
  action.edit = editOf(text, [finding]);
  action.isPreferred = true;
  const range = rangeOf(finding);
  action.diagnostics = diagnostics.filter((one) => one.range.isEqual(range));
  return action;
}

function editOf(text: vscode.TextDocument, findings: readonly Mendable[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const finding of findings) {
    edit.replace(text.uri, text.validateRange(rangeOf(finding.edit)), finding.edit.text);
  }
  return edit;
}

/** Of edits that touch each other the first one. */
function notOverlapping(findings: readonly Mendable[]): Mendable[] {
  const kept: Mendable[] = [];
  for (const finding of findings) {
    const range = rangeOf(finding.edit);
    if (kept.every((one) => rangeOf(one.edit).intersection(range) === undefined)) kept.push(finding);
  }
  return kept;
}

function isMendable(finding: ConfFinding): finding is Mendable {
  return finding.edit !== undefined;
}
