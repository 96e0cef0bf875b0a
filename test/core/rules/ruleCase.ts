import type { Route } from '../../../src/core/model/route';
import type { Evidence } from '../../../src/core/rules/rule';

/** What a rule is tried on. */
export interface RuleCase {
  /** Evidence of which it speaks. */
  readonly fires: readonly Evidence[];
  /** The opposite, as near as can be, of which it is silent. */
  readonly silent: readonly Evidence[];
  /** The routes that it then blocks, or risks; none when absent. */
  readonly blocks?: readonly Route[];
  readonly risks?: readonly Route[];
  /** What message or evidence say. */
  readonly says?: RegExp;
}

/** By the rule's id. */
export type RuleCases = Readonly<Record<string, RuleCase>>;
