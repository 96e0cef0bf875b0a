import * as vscode from 'vscode';
import { formatConf } from '../../core/conf/formatConf';
import { outlineOf } from '../../core/conf/outline';
import { CONF_LANGUAGE } from '../ids';
import type { ConfFiles } from './confFiles';

/** Outline and folding by the headings in comments, and formatting that changes only white space. */
export function confStructure(files: ConfFiles): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(CONF_LANGUAGE, {
      provideDocumentSymbols: (text) => symbolsOf(text, files),
    }),
    vscode.languages.registerFoldingRangeProvider(CONF_LANGUAGE, {
      provideFoldingRanges: (text) =>
        outlineOf(files.of(text).document)
          .filter(({ title, start, end }) => title !== '' && end > start)
          .map(({ start, end }) => new vscode.FoldingRange(start, end, vscode.FoldingRangeKind.Region)),
    }),
    vscode.languages.registerDocumentFormattingEditProvider(CONF_LANGUAGE, {
      provideDocumentFormattingEdits: (text) =>
        formatConf(files.of(text).document).map(({ line, text: tidy }) =>
          vscode.TextEdit.replace(text.lineAt(line).range, tidy),
        ),
    }),
  );
}

function symbolsOf(text: vscode.TextDocument, files: ConfFiles): vscode.DocumentSymbol[] {
  return outlineOf(files.of(text).document).flatMap(({ title, start, end, settings }) => {
    const children = settings.map(({ name, line }) => {
      const { range } = text.lineAt(line);
      return new vscode.DocumentSymbol(name, '', vscode.SymbolKind.Property, range, range);
    });
    if (title === '') return children;
    const whole = text.lineAt(start).range.union(text.lineAt(end).range);
    const head = text.lineAt(start).range;
    const section = new vscode.DocumentSymbol(title, '', vscode.SymbolKind.Namespace, whole, head);
    section.children = children;
    return [section];
  });
}
