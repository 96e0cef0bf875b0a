import type { Finding } from '../core/model/finding';

/** One line of the table that sets the two ends side by side. */
export interface FactRow {
  readonly label: string;
  readonly source: string;
  /** null without a target. */
  readonly target: string | null;
}

/** How many of the keys that were looked at are of one kind. */
export interface KindRow {
  readonly kind: string;
  readonly count: string;
  /** 0 to 1. */
  readonly share: number;
}

/** A check as the page shows it: worded and formatted, so that the page only draws. */
export interface CheckView {
  /** `warned`: a copy can start, but there is something to know first. `unjudged`: there is no target to judge by. */
  readonly verdict: 'ready' | 'warned' | 'blocked' | 'unjudged';
  readonly headline: string;
  /** Milliseconds since the epoch: the page says it in the user's own time. */
  readonly checkedAt: number;
  /** Whether a plain RESTORE would be refused, as a sentence; null when there is nothing to say. */
  readonly restore: string | null;
  /** What will be lost, a sentence each; null without a target. */
  readonly losses: readonly string[] | null;
  readonly findings: readonly Finding[];
  readonly facts: readonly FactRow[];
  readonly kinds: {
    /** How many keys stand behind the rows. */
    readonly note: string;
    readonly rows: readonly KindRow[];
  };
}
