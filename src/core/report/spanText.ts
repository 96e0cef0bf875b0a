import type { Span } from '../model/plan';
import { formatDuration } from './format';

/** `about 4 min`, `10 min to 1 h`, `up to 60 s`, `an unknown time`. */
export function spanText(span: Span | null): string {
  if (span === null) return 'an unknown time';
  if (span.most === 0) return 'no time';
  if (span.least === 0) return `up to ${formatDuration(span.most)}`;
  const [least, most] = [formatDuration(span.least), formatDuration(span.most)];
  return least === most ? `about ${most}` : `${least} to ${most}`;
}
