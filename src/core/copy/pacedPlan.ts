import type { CopyPlan } from './plan';
import type { Throttle } from './throttle';

/** A plan with the pace that a throttle has it go at: whoever resumes the copy goes on at that. */
export function pacedPlan(plan: CopyPlan, throttle: Throttle | undefined): CopyPlan {
  if (throttle === undefined) return plan;
  const paced = { ...plan };
  Reflect.deleteProperty(paced, 'keysPerSecond');
  return throttle.keysPerSecond === null ? paced : { ...paced, keysPerSecond: throttle.keysPerSecond };
}
