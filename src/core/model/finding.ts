import type { Profile } from './profile';
import type { Loss } from './run';
import type { ValueKind } from './valueKind';

/** `blocker`: the copy cannot be done, or not whole. `warning`: something is lost or needs attention. */
export type Severity = 'blocker' | 'warning' | 'info';

/** One rule's verdict on a pair of endpoints. */
export interface Finding {
  /** The rule's id: `rdb.version`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that says what is true. */
  readonly title: string;
  /** What was read that shows it. */
  readonly evidence: string;
  /** What to do about it, or what will be done. */
  readonly fix: string;
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
