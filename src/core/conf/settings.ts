import { arityOf, directiveNamed, isKnown, kindOf, takesMany } from './catalogue';
import type { Directive, DirectiveKind } from './catalogue';
import type { ConfDocument } from './confDocument';
import type { ConfTarget } from './confTarget';
import type { ConfLine, ConfWord } from './splitLine';

/** A line that sets something, as one version of a server reads it. */
export interface Setting {
  /** From 0. */
  readonly line: number;
  readonly text: ConfLine;
  /** The name's word. */
  readonly word: ConfWord;
  /** In small letters. */
  readonly name: string;
  readonly args: readonly ConfWord[];
  /** What the directive is set to: the arguments, or the words of a single quoted one. */
  readonly values: readonly string[];
  /** null when no version knows the name. */
  readonly directive: Directive | null;
  readonly kind: DirectiveKind | null;
  /** True when this version has the directive and the number of arguments is right. */
  readonly fits: boolean;
}

/** The lines of a document that set something, in their order; lines that cannot be split are none. */
export function settingsOf(document: ConfDocument, target: ConfTarget): Setting[] {
  const settings: Setting[] = [];
  document.lines.forEach((text, line) => {
    const [word, ...args] = text.words;
    if (word === undefined || text.fault?.kind === 'open') return;
    const directive = directiveNamed(word.value);
    const known = directive !== null && isKnown(directive, target);
    const values = valuesOfLine(args, known && takesMany(directive, target));
    settings.push({
      line,
      text,
      word,
      name: word.value.toLowerCase(),
      args,
      values,
      directive,
      kind: known ? kindOf(directive, target) : null,
      fits: known && countFits(directive, target, values.length),
    });
  });
  return settings;
}

function valuesOfLine(args: readonly ConfWord[], many: boolean): string[] {
  const [only] = args;
  if (many && only !== undefined && args.length === 1 && only.value !== '') {
    return only.value.split(/[ \t\n\v\f\r]+/).filter((value) => value !== '');
  }
  // What a server compares ends at a NUL.
  return args.map(({ value }) => (value.includes('\0') ? value.slice(0, value.indexOf('\0')) : value));
}

function countFits(directive: Directive, target: ConfTarget, count: number): boolean {
  const { least, most } = arityOf(directive, target);
  return count >= least && count <= (least === 1 && takesMany(directive, target) ? Infinity : most);
}
