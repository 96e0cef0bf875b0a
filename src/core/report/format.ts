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
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${String(Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${String(minutes)} min`;
  const rest = minutes % 60;
  return `${String(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${String(rest)} min`}`;
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
