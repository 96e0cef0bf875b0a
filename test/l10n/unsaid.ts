import * as ts from 'typescript';
import { sayer } from './saidTexts';

/** Two words beside each other: prose, not an id, a command's name or a setting. */
const PROSE = /[a-z]{2,} [a-z]{2,}/;

/** A text in English that a user would read as it stands, since nothing says it in another language. */
export interface UnsaidText {
  /** `src/core/rules/memory.ts:12` */
  readonly place: string;
  readonly text: string;
}

/**
 * The prose of a file that does not go through `t()`: what a window in another language would show in English. Not counted are
 * the sentences of `new Error`, which a mistake of ours makes, the log, `what` and `why` of a rule, which only docs/rules.md
 * shows, what is compared with something, the names of styles, and the nouns of `counted`, which says them itself.
 */
export function unsaidIn(file: string, source: string): UnsaidText[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found: UnsaidText[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && sayer(node) !== undefined) {
      node.arguments.slice(1).forEach(look);
      return;
    }
    const text = textOf(node);
    if (text !== undefined && PROSE.test(text) && ts.findAncestor(node, isNotShown) === undefined) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      found.push({ place: `${file}:${String(line + 1)}`, text });
    }
    ts.forEachChild(node, look);
  };
  look(tree);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

/** Asked of prose alone and what stands around it: there is little of it, and the texts of nodes take their time. */
function isNotShown(node: ts.Node): boolean {
  return (
    isOurMistake(node) ||
    isLogged(node) ||
    isOfTheDocs(node) ||
    isStyle(node) ||
    isNoun(node) ||
    isCompared(node) ||
    ts.isLiteralTypeNode(node)
  );
}

function isOurMistake(node: ts.Node): boolean {
  return ts.isNewExpression(node) && /^(Type|Range|Syntax)?Error$/.test(node.expression.getText());
}

/** `log.info('…')`, or `inBackground(log, '…', work)`, whose text is logged where the work fails. */
function isLogged(node: ts.Node): boolean {
  const call = ts.isStringLiteralLike(node) ? node.parent : node;
  if (!ts.isCallExpression(call)) return false;
  const called = call.expression.getText();
  return node === call ? /\blog\.(info|warn|error)$/.test(called) : called === 'inBackground';
}

/** What something is held against is no answer to a user. */
function isCompared(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isStringLiteralLike(node) || !ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return (
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

function isStyle(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && node.name.getText() === 'class';
}

/** `counted(n, 'slow command')` */
function isNoun(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) &&
    ts.isCallExpression(node.parent) &&
    node.parent.expression.getText() === 'counted'
  );
}

/** `what` and `why` of a rule stand outside all functions; those of a Failure in a rule's file would be inside one. */
function isOfTheDocs(node: ts.Node): boolean {
  if (!ts.isPropertyAssignment(node) || !/^(what|why)$/.test(node.name.getText())) return false;
  if (!node.getSourceFile().fileName.startsWith('src/core/rules/')) return false;
  return ts.findAncestor(node, ts.isFunctionLike) === undefined;
}
