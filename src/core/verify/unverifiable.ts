import type { CopyPlan } from '../copy/plan';
import { t } from '../model/t';

/** Why a verification cannot follow a copy by such a plan, as in "not verified: …"; undefined when it can. */
export function unverifiable(plan: Omit<CopyPlan, 'onConflict'>): string | undefined {
  const { dryRun, sample, minBytes, maxBytes, minIdle, maxIdle } = plan;
  if (dryRun === true) return t('a dry run writes nothing');
  if (sample !== undefined) return t('nobody can tell again which keys a sample took');
  if ([minBytes, maxBytes].some((bound) => bound !== undefined)) {
    return t('nobody can tell again which keys were chosen by their size');
  }
  if ([minIdle, maxIdle].some((bound) => bound !== undefined)) {
    return t('nobody can tell again which keys were chosen by when they were used');
  }
  return undefined;
}
