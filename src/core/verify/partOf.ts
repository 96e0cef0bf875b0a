import type { NamesRequest } from '../ports';
import type { VerifyPlan } from './plan';

/** Which names of a database to ask for. */
export function partOf({ match, slots }: VerifyPlan, database: number): NamesRequest {
  return {
    database,
    ...(match === undefined ? {} : { match }),
    ...(slots === undefined ? {} : { slots }),
  };
}
