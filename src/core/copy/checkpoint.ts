import type { Mode, Product, Profile } from '../model/profile';
import type { CountsDocument } from './counts';
import type { Holdings } from './holdings';
import type { CopyPlan } from './plan';
import type { ScanState } from './scanProgress';

/** What is kept of an end, to know it again. */
export interface KnownEnd {
  readonly product: Product;
  readonly mode: Mode;
  /** See Profile. */
  readonly runId: string;
  /** See Profile. Files of before it was kept lack it. */
  readonly nodes?: Readonly<Record<string, string>>;
}

/** How far a copy has come: all that is needed to go on. Holds names of keys (in the quarantine), never their values. */
export interface Checkpoint {
  /** `finished`: there is nothing left to go on with. */
  readonly state: 'underWay' | 'finished';
  readonly plan: CopyPlan;
  readonly source: KnownEnd;
  /** Also how many keys it had evicted when the run began. */
  readonly target: KnownEnd & { readonly evictedKeys: number };
  /** Seconds that the run took so far. */
  readonly seconds: number;
  /** Keys that the source held when the run began; 0 when that is not known. Files of before it was kept lack it. */
  readonly total?: number;
  /** What the source held, by which its next process is measured. Files of before it was kept lack it. */
  readonly held?: Holdings;
  /** See CopyResult. */
  readonly sourceLost?: true;
  /** Function libraries, once all of them are done. */
  readonly libraries: CountsDocument | null;
  readonly scans: readonly ScanState[];
  /** Of a run that is finished: what became of its keys in all. Files of before it was kept lack it. */
  readonly counted?: Pick<CountsDocument, 'keys' | 'bytes'>;
  readonly notices: readonly string[];
}

/** Where a run keeps how far it has come. */
export interface Checkpoints {
  /** The run's id, by which a person asks to resume it. */
  readonly run: string;
  /**
   * Keeps this instead of the one before: wholly or not at all, even when the machine stops meanwhile.
   * @throws Failure `file.unwritable`; the one before is still there
   */
  save(checkpoint: Checkpoint): Promise<void>;
}

/** True if a copy by this plan can be resumed: a rehearsal and a dry run are rather begun anew. */
export function isResumable({ sample, dryRun }: Pick<CopyPlan, 'sample' | 'dryRun'>): boolean {
  return sample === undefined && dryRun !== true;
}

/** What to know an end by. */
export function knownEnd({ product, mode, runId, nodes }: Profile): KnownEnd {
  return { product, mode, runId, ...(nodes === undefined ? {} : { nodes }) };
}
