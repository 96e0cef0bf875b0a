import type { Endpoint } from '../../core/model/endpoint';
import { besideThePlan } from './copyChoice';
import type { CopyChoice } from './copyChoice';
import { planOf } from './planOf';
import type { CopyJob } from './runCopy';

/**
 * A copy between these two.
 * @param lanes see Dial
 * @throws Failure `database.mapping` when databases are named both in an address and in the choice
 */
export function jobOf(source: Endpoint, target: Endpoint, choice: CopyChoice, lanes: number): CopyJob {
  return { source, target, plan: planOf(source, target, choice), lanes, ...besideThePlan(choice) };
}
