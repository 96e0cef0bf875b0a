import type { Span } from '../model/plan';
import { formatDuration } from './format';
import { t } from '../model/t';

/** `about 4 min`, `10 min to 1 h`, `up to 60 s`, `an unknown time`. */
export function spanText(span: Span | null): string {
  if (span === null) return t('an unknown time');
  if (span.most === 0) return t('no time');
  if (span.least === 0) return t('up to {0}', formatDuration(span.most));
  const [least, most] = [formatDuration(span.least), formatDuration(span.most)];
  return least === most ? t('about {0}', most) : t('{0} to {1}', least, most);
}
