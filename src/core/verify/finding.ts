import type { DifferenceKind } from '../model/verification';
import type { Loss } from '../model/run';

/** What a look at a key found, when it is not simply equal on both sides. */
export type KeyFinding =
  /** Gone from the source, or expired on both sides. */
  | { readonly kind: 'expired' }
  /** Equal but for what the target cannot hold. */
  | { readonly kind: 'lossy'; readonly loss: Loss['kind'] }
  | DifferentKey;

/** A key that differs, as far as one look can tell: it may have been changed between reading one side and the other. */
export interface DifferentKey {
  readonly kind: 'differs';
  readonly kinds: readonly DifferenceKind[];
  /** Tells no content. */
  readonly detail: string;
  /** True when both sides stood still while they were read, so that another look would show the same. */
  readonly certain?: true;
  /** Two looks at a key that nobody changed have equal traces. */
  readonly trace: KeyTrace;
  /** Bytes that were read of it, both sides together. */
  readonly bytes: number;
}

/** What a key looked like on each side, as short texts that are only good for comparing. */
export interface KeyTrace {
  readonly source: string;
  readonly target: string;
}

/** Findings of a batch by the keys' indexes; a key without one is equal. */
export type Findings = ReadonlyMap<number, KeyFinding>;
