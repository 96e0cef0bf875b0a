import { formatDuration } from '../../core/report/format';
import { t } from '../../core/model/t';

/** A share from 0 to 1: `62 %`. It says 100 only when all is done. */
export function percent(share: number): string {
  return `${String(Math.floor(share * 100))} %`;
}

/** A time, no finer than a guess can be: `4 s`, `10 min`. */
export function guessedTime(seconds: number): string {
  return seconds < 90 ? t('{0} s', Math.max(1, Math.round(seconds))) : formatDuration(seconds);
}

/** Time that is left: `4 s left`, `10 min left`. */
export function timeLeft(seconds: number): string {
  return t('{0} left', guessedTime(seconds));
}
