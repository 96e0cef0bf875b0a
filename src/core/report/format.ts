import { t } from '../model/t';

/** `50,000` */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** `3.1 GB`, in powers of ten; exact below a thousand bytes. */
export function formatBytes(bytes: number): string {
  return `${scaled(bytes, 1)}${bytes < 1000 ? ' ' : ''}B`;
}

/** `12.4 M`, `31 k`, `512`: short enough for a status bar. */
export function formatShort(count: number): string {
  return scaled(count, 1).trimEnd();
}

/** `4.2 s`, `4 min`, `1 h 20 min`: as much as is worth saying. */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return t('{0} s', seconds.toFixed(1));
  if (seconds < 90) return t('{0} s', Math.round(seconds));
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('{0} min', minutes);
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return rest === 0 ? t('{0} h', hours) : t('{0} h {1} min', hours, rest);
}

const UNITS = ['', ' k', ' M', ' G', ' T'];

function scaled(value: number, digits: number): string {
  let unit = 0;
  let left = value;
  while (left >= 999.5 && unit < UNITS.length - 1) {
    left /= 1000;
    unit++;
  }
  const text =
    unit === 0 || left >= 99.95 ? Math.round(left).toString() : left.toFixed(digits).replace(/\.0$/, '');
  return `${text}${UNITS[unit] ?? ''}`;
}
