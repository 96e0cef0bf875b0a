import type { RatePoint } from '../../../src/core/model/rate';
import { curve } from './curve';
import { t } from '../../../src/core/model/t';

/** Fewer points make no curve. */
const LEAST = 4;

/** How fast a run went over time: keys a second and bytes a second, each to its own height. */
export function rateCurve(points: readonly RatePoint[]): HTMLElement[] {
  if (points.length < LEAST) return [];
  const line = (of: 'keys' | 'bytes', name: string, text: (value: number) => string) => {
    const values = points.map((point) => point[of]);
    return {
      name,
      values,
      top: Math.max(...values, 1),
      text,
    };
  };
  const keys = line('keys', t('keys/s'), (value) => t('{0} keys/s', short(value).trimEnd()));
  const bytes = line('bytes', t('bytes/s'), (value) => `${short(value)}B/s`);
  const last = points.at(-1)?.seconds ?? 1;
  return [
    curve({
      id: 'rates',
      title: t('How fast it went'),
      says: t(
        '{0} and {1} at most, over {2} s',
        keys.text(keys.top),
        bytes.text(bytes.top),
        String(Math.round(last)),
      ),
      seconds: points.map(({ seconds }) => seconds),
      lines: [keys, bytes],
    }),
  ];
}

function short(value: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (value >= size) return `${(value / size).toFixed(1)} ${unit}`;
  }
  return `${String(Math.round(value))} `;
}
