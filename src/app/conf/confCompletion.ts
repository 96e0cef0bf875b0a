import * as vscode from 'vscode';
import { completionsAt } from '../../core/conf/completions';
import type { Completion } from '../../core/conf/completions';
import { directiveText } from '../../core/conf/directiveText';
import { CONF_LANGUAGE } from '../ids';
import type { ConfFiles } from './confFiles';

const KINDS: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  directive: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  unit: vscode.CompletionItemKind.Unit,
};

/** Names of directives that the version has, and the values that they take. */
export function confCompletion(files: ConfFiles): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    CONF_LANGUAGE,
    {
      provideCompletionItems(text, position) {
        const { target } = files.of(text);
        const line = text.lineAt(position.line).text;
        const { start, items } = completionsAt(line, position.character, target);
        const range = new vscode.Range(position.line, start, position.line, position.character);
        return items.map((each) => {
          const item = new vscode.CompletionItem(each.text, KINDS[each.kind]);
          item.range = range;
          item.documentation = new vscode.MarkdownString(directiveText(each.directive, target));
          return item;
        });
      },
    },
    ' ',
  );
}
