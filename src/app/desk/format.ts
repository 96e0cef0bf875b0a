import { formatCount, formatDuration } from '../../core/report/format';

/** A count and its noun: `1 key`, `50,000 keys`, `2 libraries`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** A share from 0 to 1: `62 %`. It says 100 only when all is done. */
export function percent(share: number): string {
  return `${String(Math.floor(share * 100))} %`;
}

/** Time that is left, no finer than a guess can be: `4 s left`, `10 min left`. */
export function timeLeft(seconds: number): string {
  const text = seconds < 90 ? `${String(Math.max(1, Math.round(seconds)))} s` : formatDuration(seconds);
  return `${text} left`;
}
