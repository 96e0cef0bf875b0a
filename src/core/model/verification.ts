import type { EndpointSummary } from './profile';
import type { CopyResult, FailureDocument, Loss, RunStatus } from './run';

/** How a key differs between the two ends. */
export type DifferenceKind = 'missing' | 'extra' | 'type' | 'length' | 'expiry' | 'value' | 'unreadable';

/** One differing key, or function library. */
export interface Difference {
  /** Base64 of the key's bytes; of the library's name. */
  readonly key: string;
  readonly db: number;
  /** Every way in which it differs; a value is only compared with one of its own type. */
  readonly kinds: readonly DifferenceKind[];
  readonly detail: string;
  /** Present when an end went on changing the key while it was looked at: then it proves nothing that it differs. */
  readonly changing?: true;
}

/** The result document of a verification. */
export interface VerifyResult {
  readonly status: RunStatus;
  readonly seconds: number;
  readonly mode: 'full' | 'quick' | 'sample';
  /** Of a sample: how many keys of each side were looked at, of how many. */
  readonly sample?: Readonly<Record<'source' | 'target', { readonly keys: number; readonly of: number }>>;
  readonly keys: {
    /** Keys of the source that were compared. */
    readonly compared: number;
    readonly equal: number;
    readonly different: number;
    /** Those of the different ones that went on changing while they were looked at. */
    readonly changing: number;
    /** Keys of the target that the source has not, without those that were deleted. */
    readonly extra: number;
    /** Keys that only the target held, and that were deleted from it; absent in what was kept by versions that never delete. */
    readonly deleted?: number;
    /** Gone from the source by the time they were read, or expired on both sides. */
    readonly expired: number;
    /** Found, but not chosen by the plan's `exclude`, `types` or `ttl`. */
    readonly excluded: number;
    /** Those of the equal ones that differed, and were copied again. */
    readonly repaired: number;
  };
  /** Function libraries that differed, and were loaded again. */
  readonly repairedFunctions: number;
  /** Equal but for what the target cannot hold; not counted as different. */
  readonly losses: readonly Loss[];
  /** The first of them; `differencesTotal` counts all. */
  readonly differences: readonly Difference[];
  readonly differencesTotal: number;
  readonly source: EndpointSummary | null;
  readonly target: EndpointSummary | null;
  readonly failure?: FailureDocument;
}

/** The result document of a copy that may have been verified in the same run. */
export interface ProvenCopyResult extends CopyResult {
  /** Present when it was; `status` is then no better than its. */
  readonly verify?: VerifyResult;
}
