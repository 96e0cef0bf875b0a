import type { RouteRow } from '../../src/bridge/checkView';
import { t } from '../../src/core/model/t';
import { make } from './make';

/** The route to take, why, and the times of its own row: a figure is said in one way only. */
export function recommendation(
  { name, duration, downtime }: Pick<RouteRow, 'name' | 'duration' | 'downtime'>,
  because: string,
): (HTMLElement | string)[] {
  const times = t('It takes {0}, and writes stop for {1}.', duration, downtime);
  return [make('strong', {}, t('Recommended: {0}.', name)), ` ${because} ${times}`];
}
