import type { ErrorGroup, LabelledRow } from '../../../bridge/wizardView';
import type { QuarantinedKey } from '../../../core/model/run';
import type { ErrorProgress, RunDetail } from '../../../core/model/runDetail';
import { formatCount } from '../../../core/report/format';
import { keyName } from '../../../core/report/keyName';
import { waitingText } from '../../../core/report/waitingText';
import { capitalize } from '../../desk/runWords';
import { t } from '../../../core/model/t';
import { sayStored } from '../../../core/report/sayStored';

/** How many names of keys stand beside a reason. */
const EXAMPLES = 5;

/** What was not copied so far, by reason. */
export function errorsSoFar(detail: RunDetail | null, hideKeyNames: boolean): ErrorGroup[] {
  return (detail?.errors ?? []).map((error) => errorGroup(error, hideKeyNames));
}

/** What was not copied, by reason, the most frequent first. */
export function errorsOf(quarantine: readonly QuarantinedKey[], hideKeyNames: boolean): ErrorGroup[] {
  const groups = new Map<string, string[]>();
  for (const { reason, key } of quarantine) {
    const group = groups.get(reason);
    if (group === undefined) groups.set(reason, [key]);
    else group.push(key);
  }
  return [...groups]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([reason, keys]) => errorGroup({ reason, count: keys.length, examples: keys }, hideKeyNames));
}

function errorGroup({ reason, count, examples }: ErrorProgress, hideKeyNames: boolean): ErrorGroup {
  return {
    reason: sayStored(reason),
    count: formatCount(count),
    examples: hideKeyNames ? [] : examples.slice(0, EXAMPLES).map(keyName),
  };
}

/** What failed for a while, was waited for and tried again. */
export function retryRows(detail: RunDetail | null): LabelledRow[] {
  return (detail?.retries ?? []).map(({ times, ...waiting }) => ({
    label: t('Tried again'),
    value: `${times === 1 ? t('once') : t('{0} times', formatCount(times))}: ${capitalize(waitingText(waiting)).replace(/…$/, '')}`,
  }));
}
