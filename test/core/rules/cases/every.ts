import type { RuleCases } from '../ruleCase';
import { APPLICATIONS } from './applications';
import { CAPACITY } from './capacity';
import { FILE_CASES } from './files';
import { ONLINE } from './online';
import { ROUTE_CASES } from './routes';
import { SAFETY } from './safety';
import { VALUES } from './values';

/** Rules that speak of every pair: facts about this program, of which there is no opposite. */
export const ALWAYS = new Set(['route.liveCopy']);

/** What every other rule is tried on. */
export const CASES: RuleCases = {
  ...VALUES,
  ...APPLICATIONS,
  ...CAPACITY,
  ...SAFETY,
  ...ROUTE_CASES,
  ...ONLINE,
  ...FILE_CASES,
};
