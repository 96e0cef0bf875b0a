import type { ShownPace } from '../../../bridge/wizardView';
import { formatCount } from '../../../core/report/format';
import type { RunningRun } from '../../desk/run';
import { t } from '../../../core/model/t';

/** Keys a second that can be chosen, beside what a run goes at already. */
const STOPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5];

/** How fast a run may go, from slow to as fast as it goes. */
export function shownPace({ pace, stopping }: Pick<RunningRun, 'pace' | 'stopping'>): ShownPace {
  const limits = [...new Set([...STOPS, ...(pace === null ? [] : [pace])])].sort((one, other) => one - other);
  const stops = [...limits, null].map((keysPerSecond) => ({ keysPerSecond, text: text(keysPerSecond) }));
  return {
    stops,
    at: stops.findIndex(({ keysPerSecond }) => keysPerSecond === pace),
    unblock: stopping ? t('It is stopping already.') : null,
  };
}

function text(keysPerSecond: number | null): string {
  if (keysPerSecond === 1) return t('At most one key a second');
  return keysPerSecond === null
    ? t('As fast as it goes')
    : t('At most {0} keys a second', formatCount(keysPerSecond));
}
