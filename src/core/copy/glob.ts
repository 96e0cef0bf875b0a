const STAR = 42;
const QUESTION = 63;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const CARET = 94;
const DASH = 45;

/** As deep as servers go: what a pattern of more stars would match, they call no match. */
const MOST_NESTING = 1000;

/** The pattern that matches what begins with a text, and goes on as another pattern says. */
export function globAfter(text: string, rest: string): string {
  return `${text.replace(/[\\*?[\]]/g, '\\$&')}${rest}`;
}

/** A pattern and a name under comparison. */
interface Match {
  readonly pattern: Uint8Array;
  readonly name: Uint8Array;
  /** Set once the rest of the pattern fits nowhere in the name: earlier stars need not be tried any longer. */
  hopeless: boolean;
}

/**
 * True if the glob matches the whole name, byte by byte, exactly as SCAN's MATCH has it: `*`, `?`, `[abc]`, `[a-z]`,
 * `[^abc]`, and `\` before a byte that means itself. A set that is not closed ends with the pattern. Takes time that
 * grows at most with the product of both lengths and the number of stars.
 */
export function matchesGlob(pattern: Uint8Array, name: Uint8Array): boolean {
  // SCAN looks at no name for this one, so it also takes the empty name, which no other pattern of stars does.
  if (pattern.length === 1 && pattern[0] === STAR) return true;
  return matchesFrom({ pattern, name, hopeless: false }, 0, 0, 0);
}

function matchesFrom(match: Match, patternAt: number, nameAt: number, nesting: number): boolean {
  const { pattern, name } = match;
  if (nesting > MOST_NESTING) return false;
  let at = patternAt;
  let read = nameAt;
  while (at < pattern.length && read < name.length) {
    switch (pattern[at]) {
      case STAR:
        return matchesStar(match, at, read, nesting);
      case QUESTION:
        break;
      case OPEN: {
        const set = matchesSet(pattern, at + 1, name[read] ?? 0);
        if (!set.matches) return false;
        at = set.last;
        break;
      }
      case BACKSLASH:
        if (at + 1 < pattern.length) at++;
        if (pattern[at] !== name[read]) return false;
        break;
      case undefined:
      default:
        if (pattern[at] !== name[read]) return false;
    }
    at++;
    read++;
    if (read === name.length) while (pattern[at] === STAR) at++;
  }
  return at >= pattern.length && read === name.length;
}

/** @param star where the star is */
function matchesStar(match: Match, star: number, nameAt: number, nesting: number): boolean {
  const { pattern, name } = match;
  let at = star;
  while (pattern[at + 1] === STAR) at++;
  if (at + 1 === pattern.length) return true;
  for (let read = nameAt; read < name.length; read++) {
    if (matchesFrom(match, at + 1, read, nesting + 1)) return true;
    if (match.hopeless) return false;
  }
  match.hopeless = true;
  return false;
}

/**
 * @param first where the set begins, behind its bracket
 * @returns whether it holds the byte, and where its last byte is.
 */
function matchesSet(
  pattern: Uint8Array,
  first: number,
  byte: number,
): { readonly matches: boolean; readonly last: number } {
  const negated = pattern[first] === CARET;
  let at = negated ? first + 1 : first;
  let found = false;
  for (; at < pattern.length && pattern[at] !== CLOSE; at++) {
    if (pattern[at] === BACKSLASH && at + 1 < pattern.length) {
      at++;
      found ||= pattern[at] === byte;
    } else if (pattern[at + 1] === DASH && at + 2 < pattern.length) {
      found ||= isBetween(signed(byte), signed(pattern[at] ?? 0), signed(pattern[at + 2] ?? 0));
      at += 2;
    } else {
      found ||= pattern[at] === byte;
    }
  }
  return { matches: found !== negated, last: Math.min(at, pattern.length - 1) };
}

function isBetween(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}

/** Servers on x86 compare the ends of a range as signed bytes; it matters only where one end is ASCII and one is not. */
function signed(byte: number): number {
  return byte > 127 ? byte - 256 : byte;
}
