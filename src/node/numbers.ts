import { usage } from './usage';

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };

/** Bytes, 1 or more: `500`, `64k`, `10M`, `1G`, in powers of ten. @throws Failure `usage` */
export function byteCount(option: string, text: string): number {
  const [, digits, unit = ''] = /^(\d{1,12})([kMG]?)$/.exec(text) ?? [];
  const bytes = Number(digits ?? 0) * (FACTORS[unit] ?? 0);
  if (bytes < 1) throw usage(`--${option} is not a number of bytes from 1, such as 500k, 10M or 1G`);
  return bytes;
}

/** A whole number from 1. @throws Failure `usage` */
export function wholeNumber(option: string, text: string, most = Infinity): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw usage(`--${option} is not a whole number from 1${most === Infinity ? '' : ` to ${String(most)}`}`);
}

/** Seconds, 0 to 3600. @throws Failure `usage` */
export function secondsUpToAnHour(option: string, text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  if (!(seconds <= 3600)) throw usage(`--${option} is not a number of seconds from 0 to 3600`);
  return seconds;
}
