import type { Profile } from './profile';
import type { Route } from './route';
import type { Loss } from './run';
import type { ValueKind } from './valueKind';

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
  /** The address of a page about it. */
  readonly docs: string;
  /** Routes that cannot be taken while this is so. */
  readonly blocks?: readonly Route[];
  /** Routes that can be taken, but lose something by it or may fail. */
  readonly risks?: readonly Route[];
  /** What will be lost, when something will. `count` is the most that it can be; the copy's result has it exactly. */
  readonly loss?: Loss;
}

/** How many keys of one kind there are. */
export interface KindCount {
  readonly kind: ValueKind;
  readonly count: number;
}

/** What a check found; `--json` prints it as it is. */
export interface CheckReport {
  readonly status: 'ready' | 'blocked';
  readonly source: Profile;
  readonly target: Profile | null;
  /** null without a target, or when an RDB version is not known. */
  readonly plainRestoreRefused: boolean | null;
  readonly kinds: {
    readonly counts: readonly KindCount[];
    /** Keys looked at. */
    readonly sampled: number;
    /** True when every key was looked at. */
    readonly complete: boolean;
  };
  readonly losses: readonly Loss[];
  readonly findings: readonly Finding[];
}
