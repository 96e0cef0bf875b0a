import { DIRECTIVES, directiveNamed, isKnown, kindOf, preferredName, valuesOf } from './catalogue';
import type { Directive } from './catalogue';
import type { ConfTarget } from './confTarget';
import { splitLine } from './splitLine';

/** What may be typed at a place. */
export interface Completion {
  readonly kind: 'directive' | 'value' | 'unit';
  readonly text: string;
  /** The directive that it is or belongs to. */
  readonly directive: Directive;
}

/** What can be typed, and the part of the line that it takes the place of (columns from 0). */
export interface Completions {
  readonly start: number;
  readonly items: readonly Completion[];
}

const UNITS = ['kb', 'mb', 'gb'];
const NOTHING: Completions = { start: 0, items: [] };

/**
 * What may be typed at a column of a line: names of directives that the version has, or values that the directive takes.
 * @param column from 0
 */
export function completionsAt(line: string, column: number, target: ConfTarget): Completions {
  const before = line.slice(0, column);
  if (/^\s*#/.test(before)) return NOTHING;
  const { words, fault } = splitLine(before);
  if (fault !== null) return NOTHING;
  const fresh = before === '' || /\s$/.test(before);
  const typed = fresh ? undefined : words.at(-1);
  const start = typed?.start ?? column;
  const [name] = words;
  if (name === undefined || typed === name) return { start, items: names(target) };
  const directive = directiveNamed(name.value);
  if (directive === null || !isKnown(directive, target)) return NOTHING;
  return { start, items: valuesFor(directive, typed?.value ?? '', target) };
}

function names(target: ConfTarget): Completion[] {
  return DIRECTIVES.filter(
    (one) =>
      isKnown(one, target) &&
      one.hidden !== true &&
      preferredName(one, target) === null &&
      kindOf(one, target) !== 'ignored',
  ).map((directive) => ({ kind: 'directive', text: directive.name, directive }));
}

function valuesFor(directive: Directive, typed: string, target: ConfTarget): Completion[] {
  switch (kindOf(directive, target)) {
    case 'bool':
      return ['yes', 'no'].map((text) => ({ kind: 'value', text, directive }));
    case 'enum':
      return valuesOf(directive, target).map((text) => ({ kind: 'value', text, directive }));
    case 'memory':
    case 'signed-memory':
    case 'percent-or-memory': {
      const digits = /^\d+/.exec(typed)?.[0];
      return digits === undefined
        ? []
        : UNITS.map((unit) => ({ kind: 'unit', text: `${digits}${unit}`, directive }));
    }
    case 'int':
    case 'octal':
    case 'string':
    case 'special':
    case 'ignored':
    case 'obsolete':
      return [];
  }
}
