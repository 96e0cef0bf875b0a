import type { DeploymentKind } from '../core/model/deployment';
import { readPlannedCache } from '../core/plan/readPlannedCache';
import type { CheckChoice } from '../core/rules/check';
import type { OptionValues } from './options';
import { usage } from './usage';

const KINDS = ['self-managed', 'elasticache', 'serverless'] as const;

/** What a check is told beside its ends. @throws Failure `usage` */
export function checkChoiceOf(values: OptionValues): CheckChoice {
  const planned = values['new-target'];
  if (planned !== undefined && values.target !== undefined)
    throw usage('--new-target stands in for --target: a cache that exists, or one that does not');
  if (values['target-is'] !== undefined && values.target === undefined)
    throw usage('--target-is goes with --target');
  const sourceIs = kindOf('source-is', values['source-is']);
  const targetIs = kindOf('target-is', values['target-is']);
  return {
    ...(planned === undefined ? {} : { planned: readPlannedCache(planned) }),
    ...(sourceIs === undefined ? {} : { sourceIs }),
    ...(targetIs === undefined ? {} : { targetIs }),
  };
}

function kindOf(option: string, text: string | undefined): DeploymentKind | undefined {
  const kind = KINDS.find((one) => one === text);
  if (text !== undefined && kind === undefined) throw usage(`--${option} is not one of ${KINDS.join(', ')}`);
  return kind;
}
