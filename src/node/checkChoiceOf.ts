import { readPlace } from '../core/plan/readPlace';
import { readPlannedCache } from '../core/plan/readPlannedCache';
import type { CheckChoice } from '../core/rules/check';
import type { OptionValues } from './options';
import { usage } from './usage';

/** What a check is told beside its ends. @throws Failure `usage` */
export function checkChoiceOf(values: OptionValues): CheckChoice {
  const planned = values['new-target'];
  if (planned !== undefined && values.target !== undefined)
    throw usage('--new-target stands in for --target: a cache that exists, or one that does not');
  if (values['target-is'] !== undefined && values.target === undefined)
    throw usage('--target-is goes with --target');
  const { 'source-is': sourceIs, 'target-is': targetIs } = values;
  return {
    ...(planned === undefined ? {} : { planned: readPlannedCache(planned) }),
    ...(sourceIs === undefined ? {} : { sourceIs: readPlace(sourceIs) }),
    ...(targetIs === undefined ? {} : { targetIs: readPlace(targetIs) }),
  };
}
