import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** A call that says something to the user: `t('…', x)` or `vscode.l10n.t('…', x)`. */
export interface SaidText {
  /** `src/app/tree/node.ts:12` */
  readonly place: string;
  /** The English text; undefined when it is not a literal, so that nobody could translate it. */
  readonly text: string | undefined;
  /** How many values are given for its places; undefined when they are spread and cannot be counted. */
  readonly values: number | undefined;
}

/** The rooms whose texts are translated. */
export const TRANSLATED_ROOMS = ['src/app', 'webview'];

/** Where the two functions are defined that all texts go through. */
const DEFINITIONS = new Set(['src/app/desk/t.ts', 'webview/t.ts']);

/** Every text that the extension and its pages say to the user through the two functions. */
export function saidTexts(root: string): SaidText[] {
  const files = TRANSLATED_ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
  );
  return files
    .filter((file) => file.endsWith('.ts') && !DEFINITIONS.has(file))
    .sort()
    .flatMap((file) => saidIn(file, readFileSync(join(root, file), 'utf8')));
}

/** The texts of one file. */
export function saidIn(file: string, source: string): SaidText[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found: SaidText[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(t|(vscode\.)?l10n\.t)$/.test(node.expression.getText())) {
      const [text, ...values] = node.arguments;
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      found.push({
        place: `${file}:${String(line + 1)}`,
        text: text !== undefined && ts.isStringLiteralLike(text) ? text.text : undefined,
        values: values.some((value) => ts.isSpreadElement(value)) ? undefined : values.length,
      });
    }
    ts.forEachChild(node, look);
  };
  look(tree);
  return found;
}

/** The places of a text for values, each once and in order: `['{0}', '{1}']`. */
export function placesOf(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}
