import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Functions that take a text in English: those that say it, and those whose texts `sayStored` says where they are shown. */
const SAYING = ['t', 'stored', 'unreadable'] as const;

/** A call that says something to the user: `t('…', x)`. */
export interface SaidText {
  readonly by: (typeof SAYING)[number];
  /** `src/app/tree/node.ts:12` */
  readonly place: string;
  /** The English text; undefined when it is not a literal, so that nobody could translate it. */
  readonly text: string | undefined;
  /** How many values are given for its places; undefined when they are spread and cannot be counted. */
  readonly values: number | undefined;
}

/** Every text that the product says to the user: by its functions, and out of its tables of directives. */
export function saidTexts(root: string): SaidText[] {
  return [
    ...sourcesIn(root, ['src', 'webview']).flatMap(([file, source]) => saidIn(file, source)),
    ...TABLES.flatMap(([file, field, what]) => {
      const { directives } = JSON.parse(readFileSync(join(root, file), 'utf8')) as Table;
      return directives
        .map((directive) => directive[field])
        .filter((text) => typeof text === 'string' && what.test(text))
        .map((text): SaidText => ({ by: 't', place: `${file}: ${field}`, text, values: 0 }));
    }),
  ];
}

interface Table {
  readonly directives: readonly Readonly<Record<string, string | undefined>>[];
}

/** What `ofTable` says: the fields of tables whose texts are words, or those that are (the others are values). */
const TABLES: readonly (readonly [file: string, field: string, what: RegExp])[] = [
  ['src/core/conf/directives.json', 'unit', /./],
  ['src/core/conf/elasticache.json', 'serverless', /[a-z]{2,} [a-z]{2,}/],
  ['src/core/conf/elasticache.json', 'why', /./],
];

/** The files of rooms with their texts, sorted. */
export function sourcesIn(root: string, rooms: readonly string[]): [file: string, source: string][] {
  return rooms
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
    )
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => [file, readFileSync(join(root, file), 'utf8')]);
}

/** The texts of one file. */
export function saidIn(file: string, source: string): SaidText[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found: SaidText[] = [];
  const look = (node: ts.Node): void => {
    const by = sayer(node);
    if (by !== undefined && ts.isCallExpression(node)) {
      const [text, ...values] = node.arguments;
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      found.push({
        by,
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

/** By what a call says its first argument; undefined for other calls. `unreadable` has its meaning where RDB is read. */
export function sayer(node: ts.Node): SaidText['by'] | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const called = node.expression.text;
  const by = SAYING.find((name) => name === called);
  return by === 'unreadable' && !node.getSourceFile().fileName.startsWith('src/core/rdb/') ? undefined : by;
}

/** The places of a text for values, each once and in order: `['{0}', '{1}']`. */
export function placesOf(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}
