import type { Route } from './route';
import type { Loss } from './run';

/**
 * `error`: the copy cannot be done, or not whole; of a configuration file, the server would not start with that line.
 * `warning`: something is lost or needs attention.
 */
export type Severity = 'error' | 'warning' | 'info';

/** Where in a text, counted from 1; the end stands behind the last character. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Whether it says something of that route: it names it, or no route at all. */
export function concerns({ blocks = [], risks = [] }: Finding, route: Route): boolean {
  const named = [...blocks, ...risks];
  return named.length === 0 || named.includes(route);
}

/** One rule's verdict on a pair of endpoints, or on a line of a configuration file. */
export interface Finding extends Partial<TextPlace> {
  /** The rule's id: `rdb.version`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that says what is true. */
  readonly message: string;
  /** What was read that shows it. */
  readonly evidence: string;
  /** What to do about it, or what will be done. */
  readonly fix: string;
  /** What to type in redis-cli for it, and at which end, where one command does. */
  readonly command?: { readonly end: 'source' | 'target'; readonly text: string };
  /** The address of a page about it. */
  readonly docs: string;
  /** Routes that cannot be taken while this is so. */
  readonly blocks?: readonly Route[];
  /** Routes that can be taken, but lose something by it or may fail. */
  readonly risks?: readonly Route[];
  /** What will be lost, when something will. `count` is the most that it can be; the copy's result has it exactly. */
  readonly loss?: Loss;
}
