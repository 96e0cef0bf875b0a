import * as vscode from 'vscode';
import { directiveNamed } from '../../core/conf/catalogue';
import { directiveText } from '../../core/conf/directiveText';
import { elasticacheText } from '../../core/conf/elasticacheText';
import { CONF_LANGUAGE } from '../ids';
import type { ConfFiles } from './confFiles';

/** What is known of the directive under the pointer. */
export function confHover(files: ConfFiles): vscode.Disposable {
  return vscode.languages.registerHoverProvider(CONF_LANGUAGE, {
    provideHover(text, position) {
      const { document, target } = files.of(text);
      const [name] = document.lines[position.line]?.words ?? [];
      if (name === undefined || position.character < name.start || position.character > name.end) return null;
      const directive = directiveNamed(name.value);
      if (directive === null) return null;
      const range = new vscode.Range(position.line, name.start, position.line, name.end);
      const words = `${directiveText(directive, target)}\n\n${elasticacheText(directive, target)}`;
      return new vscode.Hover(new vscode.MarkdownString(words), range);
    },
  });
}
