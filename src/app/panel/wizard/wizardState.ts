import type { CheckView } from '../../../bridge/checkView';
import type { Problem } from '../../../bridge/messages';
import type { Endpoint } from '../../../core/model/endpoint';
import type { Failure } from '../../../core/model/failure';
import type { Profile } from '../../../core/model/profile';
import type { Progress } from '../../../core/model/progress';
import type { RatePoint } from '../../../core/model/rate';
import type { LatencyPoint, RunDetail } from '../../../core/model/runDetail';
import type { Route } from '../../../core/model/route';
import type { CheckReport } from '../../../core/model/checkReport';
import type { VerifyResult } from '../../../core/model/verification';
import type { GateFacts } from '../../desk/gateFacts';
import type { KeptMigration } from '../../desk/migrations';
import type { FinishedRun, Run } from '../../desk/run';
import type { History } from './history';

/** A check that came to its end. */
export interface DoneCheck {
  readonly report: CheckReport;
  readonly view: CheckView;
}

/** A verification beside those of runs. */
export type Verification =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: Progress | null; readonly stopping: boolean }
  | { readonly kind: 'finished'; readonly result: VerifyResult }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** All that the page of a migration is drawn from. */
export interface WizardState {
  readonly migration: KeptMigration;
  /** What this is the way back of; null where it is none, its ends are others by now, or that was discarded. */
  readonly wayBack: { readonly title: string; readonly begunAt: number } | null;
  /** undefined: not chosen, or removed since. */
  readonly source: Endpoint | undefined;
  readonly target: Endpoint | undefined;
  /** What is known of each end, of whatever origin. */
  readonly profiles: { readonly source: Profile | undefined; readonly target: Profile | undefined };
  /** Why an end could not be looked at. */
  readonly failures: { readonly source: Failure | undefined; readonly target: Failure | undefined };
  readonly check: {
    readonly busy: boolean;
    readonly problem: Problem | null;
    readonly done: DoneCheck | null;
  };
  /** The last run. */
  readonly run: Run | undefined;
  readonly rates: readonly RatePoint[];
  readonly latencies: readonly LatencyPoint[];
  /** What came of the parts of the run, as far as this window saw; null where it did not. */
  readonly detail: RunDetail | null;
  readonly rehearsal: Run | undefined;
  readonly verification: Verification;
  /** What the migration did so far. */
  readonly history: History;
  readonly gates: {
    readonly busy: boolean;
    readonly facts: GateFacts | null;
    readonly problem: Problem | null;
  };
  /** Whether names of keys are kept to ourselves. */
  readonly hideKeyNames: boolean;
}

/** The routes that this version carries out itself. */
const OURS: readonly Route[] = ['copy'];

/** Whether this version carries a route out itself. */
export function isOurs(route: Route): boolean {
  return OURS.includes(route);
}

/** The route that is taken: the chosen one, else the recommended one; null while there is neither. */
export function routeOf({ migration, check }: WizardState): Route | null {
  return migration.route ?? check.done?.report.recommended ?? null;
}

/** The run, once it copied all that it was to copy. */
export function copiedRun({ run }: WizardState): FinishedRun | undefined {
  if (run?.state !== 'finished') return undefined;
  const { status, verify } = run.result;
  // What is verified came to its end, also where the verification was stopped.
  return status === 'done' || status === 'incomplete' || verify !== undefined ? run : undefined;
}

/** The last verification that came to its end: one beside runs, else that of the run. */
export function verified({ verification, ...state }: WizardState): VerifyResult | undefined {
  if (verification.kind === 'finished') return verification.result;
  return state.run?.state === 'finished' ? state.run.result.verify : undefined;
}
