import type { CopyPlan } from '../../core/copy/plan';
import type { VerifyChoice, VerifyMode } from '../../core/verify/plan';
import { unverifiable } from '../../core/verify/unverifiable';

/** What a copy is asked to do, but for the databases that the addresses of its endpoints name. */
export interface CopyChoice extends Omit<CopyPlan, 'sourceDatabase' | 'targetDatabase'> {
  /** See Dial. */
  readonly readFrom?: 'replica';
  /** How to verify afterwards; absent means not at all. */
  readonly verify?: VerifyMode;
  /** Whether that copies again what differs. */
  readonly repair?: true;
}

/** What a copy is to do that its plan does not say. */
export interface Beside {
  /** See Dial; of the source. */
  readonly readFrom?: 'replica';
  /** How to verify afterwards; absent means not at all. */
  readonly verify?: VerifyChoice;
}

/** The plan of a choice, without what is not the plan's. */
export function planOfChoice(choice: CopyChoice): CopyPlan {
  const plan = { ...choice };
  for (const beside of ['readFrom', 'verify', 'repair']) Reflect.deleteProperty(plan, beside);
  return plan;
}

/** What a job takes of a choice beside the plan. A verification is left out where it could not follow the plan. */
export function besideThePlan(choice: CopyChoice): Beside {
  const { readFrom, verify, repair } = choice;
  const verifies = verify !== undefined && unverifiable(choice) === undefined;
  return {
    ...(readFrom === undefined ? {} : { readFrom }),
    ...(verifies ? { verify: { mode: verify, repair: repair === true } } : {}),
  };
}
